import pytest

from wording import checks
from wording.checks import MOST, STANDARD, findings, register
from wording.findings import ERROR, WARNING, Finding, Text
from wording.phrases import absolutes, drug

BODY = "## Head\n\nIt is safe. This drug cures.\n\nIt is safe.\n"


def keys(source, *, field="body"):
    return [finding.key for finding in findings([Text(field, source)], checks=[absolutes, drug])]


def test_findings_come_in_order_of_texts_and_lines():
    texts = [Text("title", "A safe drug", "line"), Text("in_short", "- one\n- a drug", "lines"), Text("body", BODY)]
    told = [(one.field, one.line, one.check) for one in findings(texts, checks=[drug, absolutes])]
    assert told == [
        ("title", 1, "drug"), ("title", 1, "absolute"), ("in_short", 2, "drug"), ("body", 3, "drug"),
        ("body", 3, "absolute"), ("body", 3, "absolute"), ("body", 5, "absolute"),
    ]  # fmt: skip


def test_keys_stay_when_lines_move():
    assert keys(BODY) == keys("## Another\n\nwords\n\n" + BODY) == keys(BODY.replace(". ", ".\n"))
    assert keys(BODY) == keys(BODY.replace("It is safe", "It  is\n**Safe**", 1))


def test_keys_are_16_characters_and_tell_findings_apart():
    assert len(set(keys(BODY))) == len(keys(BODY)) == 4
    assert {len(key) for key in keys(BODY)} == {16}
    assert not set(keys(BODY)) & set(keys(BODY, field="summary"))


def test_a_key_goes_when_its_sentence_is_rewritten():
    assert not set(keys("Store it safe and dry.")) & set(keys("This medicine is safe."))


def test_equal_findings_are_counted():
    found = findings([Text("body", BODY)], checks=[absolutes])
    assert [(one.excerpt, one.nth) for one in found] == [
        ("It is safe.", 0), ("This drug cures.", 0), ("It is safe.", 1)
    ]  # fmt: skip


def test_a_key_never_changes_by_itself():
    # Answers are kept under it for as long as editions are.
    assert Finding("absolute", WARNING, "body", 3, "It is  Safe.", "…").key == "17ccc9a442eea677"


def test_a_finding_reads_like_a_problem():
    assert str(Finding("absolute", WARNING, "body", 3, "x", "Say less.")) == "Line 3: Say less."
    assert str(Finding("reading-age", WARNING, "body", None, "x", "Say less.")) == "Say less."


def test_excerpts_are_short_and_have_the_words():
    words = "word " * 100 + "is safe " + "word " * 100
    (finding,) = findings([Text("body", words)], checks=[absolutes])
    assert len(finding.excerpt) <= 200
    assert "is safe" in finding.excerpt


def test_a_kind_may_have_checks_of_its_own(monkeypatch):
    def says_how_it_is_given(document):
        if "tablet" not in document.text.source:
            yield document.finding_at("how-given", "Say how it is given.", None, "", level=ERROR)

    texts = [Text("body", "A medicine.")]
    assert findings(texts) == []
    assert [one.check for one in findings(texts, checks=[*STANDARD, says_how_it_is_given])] == ["how-given"]
    monkeypatch.setattr(checks, "_registered", [])
    register(says_how_it_is_given)
    assert [one.check for one in findings(texts)] == ["how-given"]


def test_so_many_findings_block_submission():
    found = findings([Text("body", "A drug.\n\n" * (MOST + 5))], checks=[drug])
    assert (found[0].check, found[0].level, len(found)) == ("too-many", ERROR, MOST + 1)


def test_sources_are_no_prose():
    assert findings([Text("sources", "x | A safe drug cures 20 %. | https://example.org", "lines")]) == []


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="markdown, lines, line"):
        Text("body", "", "html")
