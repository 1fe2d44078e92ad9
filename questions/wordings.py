"""The wordings of the consents, by version. A version that somebody agreed to is never changed: add the next one.

``Consent`` keeps the number with each consent, so that it can always be said what somebody agreed to.
"""

from django.utils.translation import gettext_lazy as _

# By sort, then by version. The keys of the sorts are those of questions.models.Sort.
WORDINGS = {
    "private": {
        1: _(
            "Answer me privately. A moderator, the clinician who answers and the clinician who checks the answer read "
            "my question. I read the answer at my private address on this site."
        ),
    },
    "publish": {
        1: _(
            "Publish an edited, anonymous version. Moderators take out what could identify me. I see the edited "
            "wording at my private address, and can say no at any time: then it is taken down."
        ),
    },
}


def newest(sort):
    """The version that is asked for now."""
    return max(WORDINGS[sort])


def wording(sort, version=None):
    """What somebody agrees to by this consent, in words; of the newest version unless one is named."""
    return WORDINGS[sort][version or newest(sort)]
