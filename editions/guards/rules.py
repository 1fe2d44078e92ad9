"""Every guard, as a condition over OLD and NEW that must never hold."""

from editions import kinds
from editions.guards.guard import (
    BOTH,
    POSTGRESQL,
    SQLITE,
    Guard,
    changed,
    empty,
    entering,
    filled,
    record_guards,
)

EDITION, PAGE, WITHDRAWAL = "editions_edition", "editions_page", "editions_withdrawal"
ANSWER, NOTE = "editions_checkanswer", "editions_editionnote"

SUBMIT = ("draft", "in review")
APPROVE = ("in review", "approved")
PUBLISH = ("approved", "published")
SUPERSEDE = ("published", "superseded")
CLOSE = tuple((old, "closed") for old in ("draft", "in review", "approved", "published"))
ARROWS = (SUBMIT, APPROVE, PUBLISH, SUPERSEDE, *CLOSE)

# Never changes, not even in a draft.
IDENTITY = ("id", "page_id", "number", "author_id", "based_on_id", "created_at")
# Written by one transition and never again: the columns, and the arrows with which they are written.
# A column that stands neither here nor in IDENTITY holds words: it changes in a draft only.
PROGRESS = {
    (
        "submitted_at", "author_name", "author_credit", "html", "text", "files", "renderer", "seal", "submission",
    ): (SUBMIT,),
    ("reviewer_id", "reviewed_at", "review_note"): (APPROVE, ("in review", "closed")),
    (
        "reviewer_name", "reviewer_letters", "reviewer_role", "reviewer_organisation", "credentials_until",
        "credentials_confirmed_by_id", "publish_at", "review_due_on", "countersign",
    ): (APPROVE,),
    ("published_at", "published_by_id"): (PUBLISH,),
    ("superseded_at",): (SUPERSEDE,),
    ("closed_at", "closed_by_id", "closed_why"): CLOSE,
    ("erased_at",): (),
}  # fmt: skip
# What is emptied when an edition of an erasable kind is erased, beside its words (editions.models.erasing).
ERASED = ("html", "text", "files", "review_note")


def all_guards():
    """The guards of all tables, for both engines."""
    models = kinds.edition_models().values()
    words = [guard for model in models for guard in (*_words_guards(model), *model.own_guards())]
    notes = record_guards(NOTE, "note", erased=("text",), when=_edition_is_erased())
    withdrawals = record_guards(WITHDRAWAL, "withdrawal", erased=("note",), when=_page_is_erased())
    records = [*withdrawals, *notes, *_answer_guards()]
    made = [*_edition_guards(), *_page_guards(), *records, *words]
    tables = frozenset(guard.table for guard in made)
    return [Guard(**{**vars(guard), "needs": tables}) for guard in made]


def _arrow(old, new):
    return f"(OLD.status = '{old}' AND NEW.status = '{new}')"


def _arrows(arrows):
    return " OR ".join(_arrow(*arrow) for arrow in arrows)


def _edition_guards():
    from editions.models import Edition

    progress = [column for columns in PROGRESS for column in columns]
    columns = [field.column for field in Edition._meta.local_fields]
    words = [column for column in columns if column not in {*IDENTITY, *progress, "status"}]

    def guard(name, event, refuses, engines=BOTH):
        return Guard(name, EDITION, event, refuses, engines)

    yield guard("born_a_draft", "INSERT", f"NEW.status <> 'draft' OR {filled(*progress)}")
    yield guard(
        "numbered_next",
        "INSERT",
        f"NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM {EDITION} WHERE page_id = NEW.page_id), 0)",
    )
    yield guard("continues_its_page", "INSERT", f"NEW.based_on_id IS NOT NULL AND NOT EXISTS ({_fit_sources()})")
    yield guard("keeps_identity", "UPDATE", changed(*IDENTITY))
    yield guard(
        "keeps_words", "UPDATE", f"({changed(*words)}) AND NOT {_arrow('draft', 'draft')} AND NOT {_is_erasing()}"
    )
    yield guard("erased_for_good", "UPDATE", f"{changed('erased_at')} AND NOT ({_may_be_erased(words)})")
    yield guard("keeps_what_was_signed", "UPDATE", _signed_again())
    yield guard("moves_forward", "UPDATE", f"NEW.status IS DISTINCT FROM OLD.status AND NOT ({_arrows(ARROWS)})")
    yield guard("has_its_words", "UPDATE", f"{entering('in review')} AND NOT ({_words_exist()})")
    yield guard(
        "sealed_when_submitted",
        "UPDATE",
        f"{entering('in review')} AND ({empty('submitted_at', 'seal', 'submission', 'html', 'author_name')})",
    )
    yield guard("signed_when_approved", "UPDATE", f"{entering('approved')} AND ({_unsigned()})")
    yield guard("reviewed_by_another", "UPDATE", f"{entering('approved')} AND EXISTS ({_own_words()})")
    yield guard(
        "credentials_in_date",
        "UPDATE",
        f"{entering('approved')} AND "
        "CAST(NEW.credentials_until AS TEXT) < substr(CAST(NEW.reviewed_at AS TEXT), 1, 10)",
    )
    yield guard("dated_when_published", "UPDATE", f"{entering('published')} AND ({empty('published_at')})")
    yield guard("dated_when_superseded", "UPDATE", f"{entering('superseded')} AND ({empty('superseded_at')})")
    yield guard(
        "explained_when_closed",
        "UPDATE",
        f"{entering('closed')} AND ({empty('closed_at', 'closed_by_id', 'closed_why')})",
    )
    yield guard(
        "stays_withdrawn",
        "UPDATE",
        f"{entering('approved', 'published')} AND EXISTS (SELECT 1 FROM {WITHDRAWAL} w "
        "WHERE w.page_id = NEW.page_id AND w.withdrawn_at >= NEW.submitted_at)",
    )
    yield guard("not_deleted", "DELETE", "1 = 1")
    yield guard("not_emptied", "TRUNCATE", f"EXISTS (SELECT 1 FROM {EDITION})", POSTGRESQL)
    # SQLite's OR REPLACE deletes the row that is in the way, and fires no delete trigger for it.
    yield guard(
        "replaces_nothing",
        "INSERT",
        f"EXISTS (SELECT 1 FROM {EDITION} o WHERE o.id = NEW.id OR o.page_id = NEW.page_id AND "
        "(o.number = NEW.number OR o.status IN ('draft', 'in review', 'approved')))",
        SQLITE,
    )
    yield guard(
        "displaces_nothing",
        "UPDATE",
        f"{entering('published')} AND EXISTS (SELECT 1 FROM {EDITION} o "
        "WHERE o.page_id = NEW.page_id AND o.id <> NEW.id AND o.status = 'published')",
        SQLITE,
    )


def _signed_again():
    """A column of a transition is written without its arrow, and not by erasing either."""
    found = []
    for columns, arrows in PROGRESS.items():
        kept = [column for column in columns if column not in (*ERASED, "erased_at")]
        texts = [column for column in columns if column in ERASED]
        allowed = _arrows(arrows) or "1 = 0"
        found += [f"(({changed(*kept)}) AND NOT ({allowed}))"] if kept else []
        found += [f"(({changed(*texts)}) AND NOT ({allowed}) AND NOT {_is_erasing()})"] if texts else []
    return " OR ".join(found)


def _is_erasing():
    """SQL that holds for the one UPDATE that erases an edition; ``erased_for_good`` says what it has to be like."""
    return "(OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)"


def _may_be_erased(words):
    """Once; of an erasable kind; neither live nor in work, nor on its way; and no text of it is left."""
    erasable = ", ".join(f"'{kind}'" for kind, model in kinds.edition_models().items() if model.erasable)
    of_kind = f"EXISTS (SELECT 1 FROM {PAGE} p WHERE p.id = NEW.page_id AND p.kind IN ({erasable or 'NULL'}))"
    texts = [column for column in words if column not in {"saved", "saved_at"}]
    return (
        f"{_is_erasing()} AND {of_kind} AND OLD.status IN ('superseded', 'closed') AND NEW.status = OLD.status "
        f"AND NOT ({filled(*texts, *ERASED)})"
    )


def _edition_is_erased(column="edition_id"):
    return f'EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW."{column}" AND e.erased_at IS NOT NULL)'


def _page_is_erased():
    """Of the page of a withdrawal: every edition of it is erased, and there is one."""
    of_page = f"SELECT 1 FROM {EDITION} e WHERE e.page_id = NEW.page_id AND e.erased_at"
    return f"EXISTS ({of_page} IS NOT NULL) AND NOT EXISTS ({of_page} IS NULL)"


def _words_exist():
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {PAGE} p JOIN {model._meta.db_table} w ON w.edition_ptr_id = NEW.id "
        f"WHERE p.id = NEW.page_id AND p.kind = '{kind}')"
        for kind, model in kinds.edition_models().items()
    )


def _unsigned():
    people = ("reviewer_id", "reviewer_name", "credentials_confirmed_by_id", "countersign")
    dates = ("reviewed_at", "credentials_until", "review_due_on")
    return f"{empty(*people, *dates)} OR NEW.credentials_confirmed_by_id IN (NEW.author_id, NEW.reviewer_id)"


def _own_words():
    """Editions since the last standing approval, this one too, by the reviewer or by who confirmed the reviewer."""
    return (
        f"SELECT 1 FROM {EDITION} e WHERE e.page_id = NEW.page_id AND e.number <= NEW.number "
        f"AND e.number > COALESCE((SELECT MAX(a.number) FROM {EDITION} a WHERE a.page_id = NEW.page_id "
        f"AND a.number < NEW.number AND {_standing('a')}), 0) "
        "AND e.author_id IN (NEW.reviewer_id, NEW.credentials_confirmed_by_id)"
    )


def _standing(alias):
    """SQL that holds when the edition was approved, and neither withdrawn nor cancelled since."""
    return f"({alias}.countersign <> '' AND {alias}.status <> 'closed')"


def _fit_sources():
    """The edition that a new one is based on: of its page, and approved or later than every approved one.

    The words of others would come back unseen by ``reviewed_by_another``, which looks no further back than
    the last approved edition.
    """
    return (
        f"SELECT 1 FROM {EDITION} s WHERE s.id = NEW.based_on_id AND s.page_id = NEW.page_id "
        f"AND ({_standing('s')} OR NOT EXISTS (SELECT 1 FROM {EDITION} a WHERE a.page_id = NEW.page_id "
        f"AND a.number > s.number AND {_standing('a')}))"
    )


def _page_guards():
    yield Guard("page_keeps_its_kind", PAGE, "UPDATE", changed("id", "kind", "language", "created_at"))
    yield Guard("page_stays", PAGE, "DELETE", f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.page_id = OLD.id)")
    yield Guard("page_not_emptied", PAGE, "TRUNCATE", f"EXISTS (SELECT 1 FROM {EDITION})", POSTGRESQL)
    yield Guard("page_replaces_nothing", PAGE, "INSERT", f"EXISTS (SELECT 1 FROM {PAGE} p WHERE p.id = NEW.id)", SQLITE)


def _answer_guards():
    texts = ("excerpt", "message", "answer")
    same = " OR o.edition_id = NEW.edition_id AND o.key = NEW.key"
    yield from record_guards(ANSWER, "answer", same, erased=texts, when=_edition_is_erased())
    in_review = f"SELECT 1 FROM {EDITION} e WHERE e.id = NEW.edition_id AND e.status = 'in review'"
    yield Guard("answered_in_review", ANSWER, "INSERT", f"NOT EXISTS ({in_review})")


def _words_are_erased(model):
    """The edition is erased, and this UPDATE leaves no text of it; its numbers and dates stay as they were."""
    if not model.erasable:
        return "1 = 0"
    texts = kinds.own_texts(model)
    own = [field.column for field in model._meta.local_fields if field.name != "edition_ptr"]
    others = [column for column in own if column not in texts]
    kept = f" AND NOT ({changed(*others)})" if others else ""
    return f"({_edition_is_erased('edition_ptr_id')} AND NOT ({filled(*texts)}){kept})"


def _words_guards(model):
    """The guards of one kind's words. They lock the edition's row, so that no change can cross a submission."""
    table = model._meta.db_table
    a_draft = (
        f"SELECT 1 FROM {EDITION} e JOIN {PAGE} p ON p.id = e.page_id "
        f"WHERE e.id = NEW.edition_ptr_id AND e.status = 'draft' AND p.kind = '{model.kind}'"
    )
    lock = f"PERFORM 1 FROM {EDITION} WHERE id = NEW.edition_ptr_id FOR NO KEY UPDATE;"
    yield Guard("words_of_its_kind", table, "INSERT", f"NOT EXISTS ({a_draft})", lock=lock)
    yield Guard(
        "words_only_in_a_draft",
        table,
        "UPDATE",
        f"{changed('edition_ptr_id')} OR NOT (EXISTS ({a_draft}) OR {_words_are_erased(model)})",
        lock=lock,
    )
    yield Guard("words_stay", table, "DELETE", "1 = 1")
    yield Guard("words_not_emptied", table, "TRUNCATE", f"EXISTS (SELECT 1 FROM {table})", POSTGRESQL)
