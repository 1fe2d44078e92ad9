"""The transitions of an edition. Each locks, reads, refuses or writes once; none touches words.

draft → in review → approved → published → superseded
   ↘        ↘           ↘           ↘
    closed (discarded, taken back, taken over, changes requested, cancelled, withdrawn)
"""

from editions.models.discussion import Discussing
from editions.models.publishing import Publishing
from editions.models.reviewing import Reviewing
from editions.models.writing import Writing


class Lifecycle(Writing, Reviewing, Discussing, Publishing):
    """The verbs of an edition, by who speaks them. Starting a draft and withdrawing are a page's verbs."""
