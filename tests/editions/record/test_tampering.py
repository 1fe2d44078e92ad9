"""What was changed in a record after its export, or in the database before it, is named by the auditor's script."""

import copy
import json
import re
import runpy

import pytest

from people import signatures
from tests.editions.record.auditor import SCRIPT, exported, of

pytestmark = pytest.mark.django_db


def one_word(record):
    of(record, 4)["title"] += "!"


def one_byte_of_html(record):
    of(record, 4)["html"] = of(record, 4)["html"].replace("<", "< ", 1)


def another_reviewer(record):
    of(record, 4)["reviewer_id"] = of(record, 4)["author_id"]


def another_author(record):
    of(record, 4)["author_id"] = of(record, 4)["reviewer_id"]


def who_confirmed(record):
    of(record, 4)["credentials_confirmed_by_id"] = of(record, 4)["author_id"]


def ended_credentials(record):
    of(record, 4)["credentials_until"] = "2020-01-01"


def an_earlier_date(record):
    of(record, 4)["published_at"] = of(record, 4)["created_at"]


def no_signature(record):
    of(record, 4)["countersign"] = ""


def another_state(record):
    of(record, 4)["status"] = "published"


def an_unknown_state(record):
    of(record, 4)["status"] = "fine"


def of_another_page(record):
    of(record, 4)["page_id"] += 1


WRONG = {
    one_word: "its words are not those that were sealed",
    one_byte_of_html: "its words are not those that were sealed",
    another_reviewer: "its reviewer wrote some of these words",
    another_author: "its words are not those that were sealed",
    who_confirmed: "its reviewer's credentials were confirmed by an author of these words",
    ended_credentials: "its reviewer's credentials had ended",
    an_earlier_date: "published_at is before reviewed_at",
    no_signature: "but has no countersign",
    another_state: "but has closed_at",
    an_unknown_state: "'fine' is no state",
    of_another_page: "it belongs to page",
}


@pytest.mark.parametrize(("harm", "reason"), WRONG.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_what_was_changed_in_an_edition_is_found_and_named(harm, reason, page, checked):
    record = exported(page)
    harm(record)
    code, said = checked(record)
    assert code == 1
    assert re.search(rf"edition 4: .*\n(?:  WRONG: .*\n)*  WRONG: .*{reason}", said), said
    assert "its digest is another" in said


def drop(number):
    def drop(record):
        editions = record["record"]["editions"]
        record["record"]["editions"] = [one for one in editions if one["fields"]["number"] != number]

    return drop


def two_live(record):
    of(record, 3).update({"status": "published", "superseded_at": None})


def two_open(record):
    of(record, 1).update({"status": "in review", "closed_at": None, "closed_by_id": None, "closed_why": ""})


def twice(record):
    record["record"]["editions"].append(record["record"]["editions"][0])


def back_after_the_withdrawal(record):
    of(record, 4).update({"status": "published", "closed_at": None, "closed_by_id": None, "closed_why": ""})


WRONG_AS_A_WHOLE = [
    (drop(1), "edition 1 is missing"),
    (drop(2), "edition 2 is missing"),
    (drop(4), "the edition that replaced edition 3 is missing"),
    (drop(6), "its digest is another"),
    (two_live, "more than one edition is live: [3, 5]"),
    (two_open, "more than one edition is open: [1, 6]"),
    (twice, "an edition stands twice"),
    (back_after_the_withdrawal, "edition 4 is published, but was submitted before a withdrawal"),
    (lambda record: record["record"]["withdrawals"].clear(), "its digest is another"),
    (lambda record: record["record"]["editions"][1]["notes"].clear(), "its digest is another"),
    (lambda record: record.update(digest="0" * 64), "its digest is another"),
]


@pytest.mark.parametrize(("harm", "reason"), WRONG_AS_A_WHOLE, ids=[reason for _harm, reason in WRONG_AS_A_WHOLE])
def test_what_was_changed_in_the_record_is_found(harm, reason, page, checked):
    record = exported(page)
    harm(record)
    code, said = checked(record)
    assert code == 1
    assert f"WRONG: {reason}" in said or reason in said


def sealed_anew(record):
    """All that somebody without the key can do: words of their own, with seal and digest that fit."""
    script = runpy.run_path(str(SCRIPT))
    fields = of(record, 4)
    fields["title"] = "Forged"
    fields["seal"] = script["seal_of"](fields, record["record"]["page"], record["record"]["word_names"])
    return with_digest(record)


def with_digest(record):
    text = json.dumps(record["record"], sort_keys=True, separators=(",", ":"))
    return {**record, "digest": signatures.sha256(text)}


def test_only_the_key_tells_a_thorough_forgery(page, checked):
    record = sealed_anew(exported(page))
    code, said = checked(record)
    assert (code, "signatures not checked" in said) == (0, True)
    code, said = checked(record, key=True)
    assert code == 1
    edition = said[said.index("edition 4:") : said.index("edition 5:")]
    assert "its author's submission does not hold: it is not the signature of what stands here" in edition
    assert "its reviewer's countersignature does not hold: it is not the signature of what stands here" in edition
    assert "WRONG: the signature of the export does not hold" in said


@pytest.mark.parametrize("name", ["countersign", "submission"])
def test_a_forged_signature_is_found_with_the_key(name, page, checked):
    record = exported(page)
    real = of(record, 4)[name]
    for forged in (real[:-1] + ("0" if real[-1] != "0" else "1"), of(record, 3)[name], "x", "ü:\x1b[31m"):
        changed = copy.deepcopy(record)
        of(changed, 4)[name] = forged
        code, said = checked(with_digest(changed), key=True)
        assert code == 1
        assert "does not hold" in said[said.index("edition 4:") : said.index("edition 5:")]
        assert "\x1b" not in said


def test_a_note_that_was_changed_is_found_with_the_key(page, checked):
    record = exported(page)
    record["record"]["editions"][1]["notes"][0]["text"] = "All is well."
    assert checked(with_digest(record))[0] == 0
    code, said = checked(with_digest(record), key=True)
    assert code == 1
    assert "the signature of the export does not hold" in said


def test_an_answer_by_somebody_else_is_found(page, checked):
    record = exported(page)
    fields = of(record, 4)
    answer = {"answered_by_id": fields["author_id"], "answered_at": fields["reviewed_at"]}
    record["record"]["editions"][3]["answers"].append(answer)
    assert "a warning was answered by somebody who did not approve it" in checked(record)[1]
