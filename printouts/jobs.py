"""The job that makes a printout after its edition went live; in production a worker runs it (``manage.py db_worker``).

What a job is given is a number and nothing else: what is made of it is decided when it runs, so that whoever writes
into the queue can have nothing made but what is live.
"""

import logging

from django_tasks import task

from printouts import making
from printouts.pdf import Unavailable

logger = logging.getLogger(__name__)


def follow(edition):
    make_printout.enqueue(edition.pk)


@task()
def make_printout(edition_id):
    try:
        making.make(edition_id)
    except Unavailable as unavailable:
        logger.error("%s", unavailable)
