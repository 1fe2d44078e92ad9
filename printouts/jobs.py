"""The job that makes a printout after its edition went live; in production a worker runs it (``manage.py db_worker``).

What a job is given is a number and nothing else: it looks at the edition itself, so that whoever writes into the
queue can have nothing made but what is live.
"""

import logging

from django_tasks import task

from editions.models import Edition
from printouts import making
from printouts.pdf import Unavailable

logger = logging.getLogger(__name__)


def follow(edition):
    make_printout.enqueue(edition.pk)


@task()
def make_printout(edition_id):
    edition = Edition.objects.live().filter(pk=edition_id).first()
    if edition is None:
        return
    try:
        making.make(edition)
    except Unavailable as unavailable:
        logger.error("%s", unavailable)
