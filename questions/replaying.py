"""What was erased, and what whoever asked no longer agrees to, done again on a restored backup.

Both are read from the database before it is replaced, and from the notes beside it. The rest runs on what was restored,
and does nothing to a question that the backup knows as erased already, or does not know at all.
"""

from django.db import connection

from people.refused import Refused
from questions import noted
from questions.models import Act, Consent, Erasure, Submission


def withdrawn_consents():
    """The last word on each consent, where that is a no."""
    if not _is_there(Consent):
        return []
    last = {}
    for receipt, sort, act in Consent.objects.order_by("pk").values_list("submission__receipt", "sort", "act"):
        last[receipt, sort] = act
    return [{"receipt": receipt, "sort": sort} for (receipt, sort), act in last.items() if act == Act.WITHDRAWN]


def erasures():
    if not _is_there(Erasure):
        return []
    return list(Erasure.objects.order_by("pk").values("receipt", "of"))


def with_noted_ends(consents):
    """These consents that ended, and those that are noted beside the database. One no is enough."""
    pairs = dict.fromkeys([*((one["receipt"], one["sort"]) for one in consents), *noted.ended_consents()])
    return [{"receipt": receipt, "sort": sort} for receipt, sort in pairs]


def with_noted_erasures(found):
    """These erasures, and those that are noted beside the database."""
    pairs = dict.fromkeys([*((one["receipt"], one["of"]) for one in found), *noted.ERASURES.rows()])
    return [{"receipt": receipt, "of": of} for receipt, of in pairs]


def withdraw_again(consents):
    """Yields (which question, None), or why it could not be done, for each that the backup has as agreed to."""
    for one in consents:
        question = Submission.objects.filter(receipt=one["receipt"], erased_at=None).first()
        if question and one["sort"] in question.agreed():
            yield str(question), _why_not(question.withdraw_consent, sort=one["sort"])


def erase_again(erasures):
    """As ``withdraw_again``; everything that was erased of a question, whatever order it was in."""
    for one in erasures:
        question = Submission.objects.filter(receipt=one["receipt"], erased_at=None).first()
        if question and _is_left(question, one["of"]):
            verbs = {
                Erasure.Of.ALL: question.erase,
                Erasure.Of.ORIGINAL: question.erase_original,
                Erasure.Of.ADDRESS: question.erase_address,
            }
            yield str(question), _why_not(verbs[one["of"]])


def _is_left(question, of):
    if of == Erasure.Of.ADDRESS:
        return hasattr(question, "reply_address")
    return of == Erasure.Of.ALL or question.original_erased_at is None


def _why_not(do, **details):
    """What is wrong with one question must not keep the others."""
    try:
        do(**details)
    except Exception as error:
        return str(error) if isinstance(error, Refused) else type(error).__name__


def _is_there(model):
    """The present database may be of a release that had no questions."""
    return model._meta.db_table in connection.introspection.table_names()
