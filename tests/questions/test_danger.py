"""Words of danger: what must interrupt does, and of ordinary questions at most eight in a hundred.

The first table was written before the code, each later one before the code was mended by it. The numbers are printed:
``pytest -s tests/questions/test_danger.py``.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import everywhere, guards
from questions import danger
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.timing import seconds
from urgent.danger import parse
from urgent.models import UrgentEdition

AFTER_THE_FIRST = ("later", "last", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
TABLES = ["danger.txt", *(f"danger_{which}.txt" for which in AFTER_THE_FIRST)]
MOST_INTERRUPTED = 0.08
LONGEST_QUESTION = 2_000


def rows(name):
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    read = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(sort, text.replace("\\n", "\n")) for sort, text in read]


DANGEROUS = [(sort, text) for name in TABLES for sort, text in rows(name) if sort != "ordinary"]
ORDINARY = {name: [text for sort, text in rows(name) if sort == "ordinary"] for name in TABLES}


def test_the_first_table_is_long_enough():
    assert sum(sort != "ordinary" for sort, _text in rows("danger.txt")) >= 120
    assert len(ORDINARY["danger.txt"]) >= 120


@cache
def interrupts(text):
    return bool(danger.found(text))


@pytest.mark.parametrize("name", TABLES)
def test_words_of_danger_interrupt(name):
    assert [text for sort, text in rows(name) if sort != "ordinary" and not interrupts(text)] == []


@pytest.mark.parametrize("name", TABLES)
def test_few_ordinary_questions_interrupt(name):
    interrupted = [text for text in ORDINARY[name] if interrupts(text)]
    assert len(interrupted) <= MOST_INTERRUPTED * len(ORDINARY[name]), interrupted


def test_the_measure_is_printed(capsys):
    every, found = Counter(sort for sort, _text in DANGEROUS), Counter()
    found.update(sort for sort, text in DANGEROUS if interrupts(text))
    with capsys.disabled():
        print()
        for sort, count in sorted(every.items()):
            print(f"  {sort}: {found[sort]} of {count}")
        for name, texts in ORDINARY.items():
            print(f"  ordinary, {name}: {sum(map(interrupts, texts))} of {len(texts)} interrupted")


# How a sentence is built ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("general", "of_now"),
    [
        ("Is chest pain a side effect of Xeloda?", "Is chest pain a side effect of Xeloda? I've had it since lunch."),
        ("I have no fever.", "No appetite, fever."),
        ("I never had a fit.", "Never had a headache like it, so sudden and severe."),
        ("A friend had a fever last year.", "My friend has a fever."),
        ("Will I get breathless?", "I get breathless walking to the loo."),
        ("What is the risk of a seizure?", "She had a seizure."),
        ("I don't want to die.", "I want to die."),
        ("I want to die at home.", "I want to die."),
        ("My aunt died of a seizure.", "My aunt is having a seizure."),
        ("I had a blood clot ten years ago.", "I had a blood clot ten years ago and my calf is swollen now."),
        ("He can't breathe a word of it.", "He can't breathe."),
        ("I hold my breath when the phone rings.", "I hold my breath, it hurts to breathe."),
        ("It makes my blood boil.", "It makes my blood boil, and I am boiling."),
        ("We had fits of laughter.", "We had fits of laughter, then she had a fit."),
        ("I'd like to give blood.", "I'd like to give blood but I have blood in my stool."),
        ("I have my bloods done every month.", "My bloods were low and blood is pouring out."),
        ("I have no chest pain or breathlessness.", "I have no cough but chest pain and breathlessness."),
        ("I have no cough, fever or chills.", "I have no cough, fever and chills."),
        ("I have never had a fit.", "I have never had a fit before."),
        ("Can I fly with brain mets if I have had no seizures?", "Can I fly with brain mets? I had seizures."),
        ("She had a fit in May, on Keppra now, none since.", "She had a fit in May, on Keppra now, another one today."),
        ("I was in A&E last week with chest pain and it was a rib.", "I was in A&E last week and have chest pain."),
        ("I had a fever, they gave me antibiotics and it went.", "I had a fever, they gave me antibiotics."),
        ("I had a fever, antibiotics sorted it.", "I had a fever, antibiotics sorted it but I feel awful."),
        ("My calcium was high, the drip fixed it.", "I had chest pain, the drip fixed it, and it came back."),
        ("Six months after my blood clot I'm on Fragmin.", "Six months after my operation my leg is swollen."),
        ("I've had angina for ten years.", "I've been on letrozole for ten years, I have chest pain."),
        ("If I ever did get a fever who would I call?", "If I lie down I get breathless, who would I call?"),
        ("He told me to ring if I shiver.", "He told me to ring if I shiver and I've shivered since tea."),
        ("What are the signs of sepsis?", "What are the signs of sepsis? My teeth are chattering."),
        ("When should somebody ring about chest pain?", "When should I ring about my chest pain?"),
        ("Which symptoms mean I should call an ambulance?", "Should I call an ambulance?"),
        ("My toddler has a fever.", "My toddler says I have a fever."),
        ("I am not suicidal.", "I am not suicidal but I wish I was dead."),
        ("My brother took his own life years ago.", "My brother took his own life years ago and I want to follow."),
        ("Three years ago I was suicidal.", "Three years ago I was suicidal and I am again."),
    ],
)
def test_in_doubt_it_interrupts(general, of_now):
    assert not danger.found(general)
    assert danger.found(of_now)


@pytest.mark.parametrize(
    "text",
    [
        "my legs have gone numb", "my leggs have gone nummb", "NUMB LEGS SINCE MONDAY!!", "legs: numb",
        "numb in both legs",
        "my legs – I can’t feel them", "my legs, I cannot feel them", "unable to feel my legs",
        "i couldnt feel my legs",
        "my legs are sooooo numb", "my left leg. Numb.", "diarrhoea ten times a day", "diarrhea ten times a day",
        "temp 38,4", "temp of 101F", "temperature 39", "temperature is 35.1",
    ],
)  # fmt: skip
def test_spelling_and_order_do_not_matter(text):
    assert danger.found(text)


@pytest.mark.parametrize(
    "text",
    [
        "I weigh 38.4 kg", "The tumour is 38.4 mm", "CA 15-3 is 38.4", "PFS 38.4 months",
        "breast cancer in the liver",
        "next week I fly", "I am confused about HER2", "what a silver river", "I am fit enough for a trial",
    ],
)  # fmt: skip
def test_a_word_that_is_near_is_not_taken_for_it(text):
    assert not danger.found(text)


@pytest.mark.parametrize(
    "text",
    [
        "my throte is closing", "she is unconshus", "the tumer has bust and is bleeding", "i want to be ded",
        "loosing control of my bladdr", "having a convulshun", "he past out in the bath",
    ],
)  # fmt: skip
def test_words_may_be_written_by_ear(text):
    assert danger.found(text)


@pytest.mark.parametrize(
    "text", ["In the past I swam.", "No.", "Who is in vain a fan of tow bars?", "We are loose on Sundays."]
)
def test_a_plain_word_that_sounds_like_another_says_nothing_alone(text):
    assert not danger.found(text)


def test_what_was_found_says_where():
    text = "Hello. My legs are numb today."
    spoken = {text[one.start : one.end] for one in danger.found(text)}
    assert "legs are numb" in spoken


# Lists ------------------------------------------------------------------------------------------------


def card(text, country="GB"):
    return SimpleNamespace(danger=text, country=country)


def test_the_floor_has_no_mistake():
    assert [parse(text).problems for text in danger.floor()] == [[], []]


@pytest.mark.parametrize(
    ("phrases", "text"),
    [
        ("in bits", "I am in bits."),
        ("turn + taken, took", "he took a bad turn"),
        ("place = kitchen, bath\n<place> + stuck", "I am stuck in the bath"),
        ("=gyp", "my knee gives me gyp"),
        ("reading + 38°", "the reading was 38.2"),
        ("38.0°", "it says 38.2"),
        ("lergy", "I've got the lurgy"),
    ],
)
def test_a_card_brings_phrases_of_its_own(phrases, text):
    said = phrases.split("\n")[-1]
    assert said in {one.phrase for one in danger.found(text, [card(phrases)])}


def test_an_exception_of_a_card_silences_its_own_phrases_and_not_the_floor():
    found = danger.found("I have a fever and am in bits about it", [card("in bits\n! in bits about, a fever")])
    assert {one.phrase for one in found} and "in bits" not in {one.phrase for one in found}


def test_a_country_without_a_card_is_asked_by_all():
    cards = [card("a", "GB"), card("b", "US")]
    assert danger.cards_for(cards, "GB") == cards[:1]
    assert danger.cards_for(cards, "other") == cards


@pytest.fixture
def live(writer, reviewer):
    draft = KINDS["urgent"].begin(writer, danger="in bits")
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    return draft


def found_by_live_cards(text):
    cards = everywhere.read("en")[UrgentEdition.kind]
    return {one.phrase for one in danger.found(text, danger.cards_for(cards, "GB"))}


@pytest.mark.django_db
def test_the_phrases_are_those_of_the_live_card_and_the_floor_stands_without_it(live, editor):
    assert "in bits" in found_by_live_cards("I am in bits")
    live.page.withdraw(by=editor, reason="wrong")
    assert found_by_live_cards("I am in bits") == set()
    assert found_by_live_cards("coughing up blood")


@pytest.mark.django_db
def test_phrases_that_nobody_signed_do_not_count_and_the_floor_does(live):
    with guards.lifted("forged phrases", "words_only_in_a_draft"):
        UrgentEdition.objects.filter(pk=live.pk).update(danger="hello")
    assert found_by_live_cards("hello") == set()
    assert found_by_live_cards("coughing up blood")
    with guards.lifted("a forged card", "keeps_words"):
        change(live, title="Elsewhere")
    assert found_by_live_cards("coughing up blood")


# Whatever is typed ------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["leg", "numb", "not", "no", "fever", "38.4", "cannot", "I", "had a fit", ".", "\n", "blood", "’", "="]
)


@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_read(text):
    for one in danger.found(text, [card("in bits\nleg + 38°")]):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(alphabet="ab=<>+,!#°38.’\n ", max_size=200))
@settings(max_examples=300, deadline=None)
def test_whatever_a_card_says_is_read_or_named(text):
    parsed = parse(text)
    assert all(problem.line is None or 1 <= problem.line <= text.count("\n") + 1 for problem in parsed.problems)
    danger.found("a b 38.4", [card(text)])


HOSTILE = [
    "my leg numb ", "cannot ", "a ", "x", "a'", "38.4. ", "leg ", "not ", "had a fit ", "blood test ",
    "confused about ",
    "what is fever ", "leg numb leg numb face weak cannot walk feel suddenly since ", "no no no or ", "\n", "1,1",
]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_nothing_takes_long(part):
    text = (part * LONGEST_QUESTION)[:LONGEST_QUESTION]
    assert seconds(danger.found, text, runs=5) < 0.5
