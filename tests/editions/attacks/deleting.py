"""Rows that must stay."""

from tests.editions.attacks.registry import EMPTYING, attack
from tests.editions.conftest import sql


@attack("not_deleted")
def delete_an_edition(stage, _tmp):
    wordless = stage.wordless()
    return lambda: sql("DELETE FROM editions_edition WHERE id = %s", wordless.pk)


@attack("not_deleted", "words_stay")
def delete_a_draft_by_its_model(stage, _tmp):
    draft = stage.draft()
    return draft.delete


@attack("not_emptied", *EMPTYING, only="postgresql")
def truncate_the_editions(stage, _tmp):
    stage.draft()
    return lambda: sql("TRUNCATE editions_edition CASCADE")


@attack("page_not_emptied", *EMPTYING, only="postgresql")
def truncate_the_pages(stage, _tmp):
    stage.draft()
    return lambda: sql("TRUNCATE editions_page CASCADE")


@attack("withdrawals_not_emptied", only="postgresql")
def truncate_the_withdrawals(stage, _tmp):
    stage.withdrawal()
    return lambda: sql("TRUNCATE editions_withdrawal")


@attack("words_not_emptied", only="postgresql")
def truncate_the_words(stage, _tmp):
    stage.draft()
    return lambda: sql(f"TRUNCATE {stage.kind.table}")
