"""Pages, withdrawals, notes and answers."""

from editions.models import CheckAnswer, EditionNote, Page, Withdrawal
from tests.editions.attacks.registry import attack
from tests.editions.conftest import sql


@attack("page_keeps_its_kind")
def make_a_page_one_of_another_kind(stage, _tmp):
    live = stage.live()
    return lambda: Page.objects.filter(pk=live.page_id).update(kind="pamphlet")


@attack("page_keeps_its_kind")
def change_the_language_of_a_page(stage, _tmp):
    live = stage.live()
    return lambda: Page.objects.filter(pk=live.page_id).update(language="fr")


@attack("page_stays")
def delete_a_page_that_has_editions(stage, _tmp):
    live = stage.live()
    return lambda: sql("DELETE FROM editions_page WHERE id = %s", live.page_id)


@attack("page_replaces_nothing", only="sqlite")
def replace_a_page_by_one_of_another_kind(stage, _tmp):
    page = stage.live().page
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_page (id, kind, language, owner_id, review_every, created_at) "
        "VALUES (%s, 'pamphlet', 'en', %s, 12, %s)",
        page.pk,
        page.owner_id,
        page.created_at,
    )


@attack("withdrawal_is_final")
def rewrite_a_withdrawal(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: Withdrawal.objects.filter(pk=withdrawal.pk).update(reason="rights")


@attack("withdrawal_is_final")
def empty_the_note_of_a_withdrawal(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: Withdrawal.objects.filter(pk=withdrawal.pk).update(note="")


@attack("withdrawal_stays")
def delete_a_withdrawal(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: Withdrawal.objects.filter(pk=withdrawal.pk).delete()


@attack("withdrawal_replaces_nothing", only="sqlite")
def replace_a_withdrawal_by_an_older_one(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_withdrawal (id, page_id, reason, note, withdrawn_at, withdrawn_by_id) "
        "VALUES (%s, %s, 'wrong', '', '2000-01-01 00:00:00', %s)",
        withdrawal.pk,
        withdrawal.page_id,
        withdrawal.withdrawn_by_id,
    )


def noted(stage):
    submitted = stage.submitted()
    return submitted.write_note(by=stage.reviewer, text="Is this still so?")


def answered(stage, edition=None):
    """An answer to a warning, kept with an edition in review."""
    edition = edition or stage.submitted()
    return CheckAnswer.objects.create(
        edition_id=edition.pk, key="k", check_name="a check", field="title", message="m", answer="yes",
        answered_by=stage.reviewer,
    )  # fmt: skip


@attack("note_is_final")
def rewrite_a_note(stage, _tmp):
    note = noted(stage)
    return lambda: EditionNote.objects.filter(pk=note.pk).update(text="Never said.")


@attack("note_stays")
def delete_a_note(stage, _tmp):
    note = noted(stage)
    return lambda: EditionNote.objects.filter(pk=note.pk).delete()


@attack("notes_not_emptied", only="postgresql")
def truncate_the_notes(stage, _tmp):
    noted(stage)
    return lambda: sql("TRUNCATE editions_editionnote")


@attack("note_replaces_nothing", only="sqlite")
def replace_a_note(stage, _tmp):
    note = noted(stage)
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_editionnote (id, edition_id, author_id, text, written_at) "
        "VALUES (%s, %s, %s, 'Never said.', '2026-01-01 00:00:00')",
        note.pk,
        note.edition_id,
        note.author_id,
    )


@attack("answer_is_final")
def rewrite_an_answer(stage, _tmp):
    answer = answered(stage)
    return lambda: CheckAnswer.objects.filter(pk=answer.pk).update(answer="no")


@attack("answer_stays")
def delete_an_answer(stage, _tmp):
    answer = answered(stage)
    return lambda: CheckAnswer.objects.filter(pk=answer.pk).delete()


@attack("answers_not_emptied", only="postgresql")
def truncate_the_answers(stage, _tmp):
    answered(stage)
    return lambda: sql("TRUNCATE editions_checkanswer")


@attack("answered_in_review")
def answer_a_warning_after_the_approval(stage, _tmp):
    live = stage.live()
    return lambda: answered(stage, live)


@attack("answer_replaces_nothing", only="sqlite")
def replace_the_answer_to_the_same_warning(stage, _tmp):
    answer = answered(stage)
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_checkanswer "
        "(edition_id, key, check_name, field, excerpt, message, answer, answered_by_id, answered_at) "
        "VALUES (%s, 'k', 'a check', 'title', '', 'm', 'no', %s, '2026-01-01 00:00:00')",
        answer.edition_id,
        answer.answered_by_id,
    )
