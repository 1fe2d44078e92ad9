"""Personal details: found where they stand, and taken out; the measured recall of each sort is printed.

Of each table: which details are covered by a finding, which by one of the right sort, and what was found in texts
without any. ``pytest -s tests/questions/test_personal.py``.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.personal import PLACEHOLDERS, Sort, findings, records, without
from tests.timing import seconds

TABLES = [
    "personal.txt",
    "personal_later.txt",
    "personal_last.txt",
    "personal_fourth.txt",
    "personal_fifth.txt",
    "personal_sixth.txt",
    "personal_seventh.txt",
    "personal_eighth.txt",
    "personal_classes.txt",
]
MARK = re.compile(r"\{(" + "|".join(Sort.values) + r"):([^{}]*)\}")
LEAST_FOUND, MOST_FALSE = 0.95, 0.05
LONGEST_QUESTION = 2_000


def rows(name):
    """(text, [(sort, start, end)]) of each line of a table."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield unmarked(line.replace("\\n", "\n"))


def unmarked(line):
    text, spans, end = "", [], 0
    for match in MARK.finditer(line):
        text += line[end : match.start()]
        spans.append((match[1], len(text), len(text) + len(match[2])))
        text, end = text + match[2], match.end()
    return text + line[end:], spans


def measured(name):
    """Counters by sort: all details, those covered, those of the right sort; texts without details,
    those with some."""
    every, covered, right, plain, false = Counter(), Counter(), Counter(), 0, []
    for text, spans in rows(name):
        found = findings(text)
        plain += not spans
        false += [text] if found and not spans else []
        for sort, start, end in spans:
            around = [one for one in found if one.start <= start and end <= one.end]
            every[sort] += 1
            covered[sort] += bool(around)
            right[sort] += any(one.sort == sort for one in around)
    return every, covered, right, plain, false


def test_the_first_table_is_long_enough():
    assert sum(len(spans) for _text, spans in rows("personal.txt")) >= 170


@pytest.mark.parametrize("name", TABLES)
def test_nearly_all_details_are_found_and_little_else(name, capsys):
    every, covered, right, plain, false = measured(name)
    with capsys.disabled():
        print(f"\n  {name}")
        for sort in Sort.values:
            print(f"  {sort}: {covered[sort]} of {every[sort]} found, {right[sort]} as what they are")
        print(f"  texts without details: {len(false)} of {plain} with a finding")
    assert covered.total() >= LEAST_FOUND * every.total()
    assert len(false) <= MOST_FALSE * plain, false


@pytest.mark.parametrize("name", TABLES)
def test_what_is_taken_out_is_gone(name):
    for text, _spans in rows(name):
        found = findings(text)
        left = without(text, found)
        assert all(len(one.text) < 6 or one.text not in left for one in found)


def test_what_is_kept_stays_where_it_is():
    text = "I'm Susan Miller, ring 07700 900123, under Dr Patel."
    kept = [one for one in findings(text) if one.sort != Sort.CLINICIAN]
    assert without(text, kept) == "I'm [name], ring [telephone number], under Dr Patel."
    assert without(text, findings(text)) == "I'm [name], ring [telephone number], under [doctor or nurse]."
    assert without(text, []) == text


@pytest.mark.parametrize("number", ["943 476 5919", "9434765919"])
def test_a_check_digit_is_only_a_hint(number):
    assert records.is_nhs_number(number)
    wrong = number[:-1] + "8"
    assert not records.is_nhs_number(wrong)
    assert [one.sort for one in findings(f"It is {number}")] == ["record"]
    assert [(one.sort, one.text) for one in findings(f"My NHS number is {wrong}")] == [("record", wrong)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MRN 00731846. ER 95% PR 10%", ["00731846"]),
        ("hospital number K 882 314, 95% ER", ["K 882 314"]),
        ("mail me at tess dot oakley at post dot example", ["tess dot oakley at post dot example"]),
        ("follow me on tiktok @mumof3", ["tiktok @mumof3"]),
        ("under St James's in Leeds", ["St James's"]),
        ("its oh seven double oh nine hundred one two three if one", ["oh seven double oh nine hundred one two three"]),
        ("My partner Will wants to know, will he?", ["Will"]),
        ("on ward 26B for a week, in room 4 for 2 days", ["ward 26B", "room 4"]),
        ("clinic 2 weeks ago, bed 12 hours a day", []),
    ],
)
def test_a_finding_ends_where_the_detail_does(text, found):
    assert [one.text for one in findings(text)] == found


def test_every_sort_has_its_placeholder():
    assert set(PLACEHOLDERS) == set(Sort)


PARTS = st.sampled_from(
    ["Dr ", "my name is ", "Susan ", "07700 900123 ", "a@b.co ", "St ", "Hospital ", "of ", "the ", "\n", "Thanks, ",
     "LS1 4AP", "born ", "1/2/1960 ", "nhs number ", "I'm ", "@susie ", "www.", "Ó", "’s ", "(", "+"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PARTS, max_size=40).map("".join)))
@settings(max_examples=400, deadline=None)
def test_whatever_is_typed_is_read(text):
    found, end = findings(text), 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end
    left, place = without(text, found), 0
    for one in found:
        assert left.startswith(text[place : one.start] + PLACEHOLDERS[Sort(one.sort)], sum_of(found, one, place))
        place = one.end


def sum_of(found, until, place):
    """Where the text after the finding before ``until`` stands once those before it were taken out."""
    before = [one for one in found if one.start < until.start]
    return place + sum(len(PLACEHOLDERS[Sort(one.sort)]) - len(one.text) for one in before)


HOSTILE = [
    "a@", "a.", "1 ",
    "(1", "+1-", "my name is ", "Dr ", "dr a", "Mary ", "St. ", "hospital ", "Aa ", "a dot ", "nhs number ", "born ",
    "thanks\n", "x", "X", "1", "-", " ", "\n", "A.A.", "1/1/", "fb is ", "a-", "www.", "http://", "aa.bb",
    "zip ", "o'", "A here ",
    "Hospital of the ", "1 at a dot ", "I'm ", "d.o.b.", "my name's name is ", "nhs: : : ", "a (at) ",
    "Aa general ", "Royal A",
    "A-A-", "chemo at A of A ", "A, my ", "A's ", "12 A ", "thanks, A (", "under A ", "May 1 ",
    "one ", "double ", "oh,", "nineteen ", "first of ", "the first ", "twenty first of may ", "a @", "a underscore ",
    "a at the ", "j r ", "tiktok ", "insta: ", "ward A ", "bed 1", "Elm Elm ", "St Aa ", "our A ", "L S 1 ",
    "patient A 1", "a dot a at ", "07 one ", "A on fb ", "at AaA's a@",
    "IL 1", "9 4 3", "my son A and ", "1/1/60", "a at a.", "Dr A. ",
]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_nothing_takes_long(part):
    text = (part * LONGEST_QUESTION)[:LONGEST_QUESTION]
    assert seconds(findings, text, runs=5) < 0.5
