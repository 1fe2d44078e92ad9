import pytest

from tests.wording.found import found
from wording import medicines
from wording.document import Document
from wording.findings import Text
from wording.reading import is_passive, long_paragraphs, long_sentences, passive, readability, reading_age
from wording.syllables import syllables

TWENTY = "one two three four five six seven eight nine ten " * 2


def test_a_sentence_over_20_words_is_found_at_its_line():
    (finding,) = found(long_sentences, f"Short one.\n\nShort. And\n{TWENTY}end. Short.")
    assert (finding.check, finding.line) == ("long-sentence", 3)
    assert "22 words" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        f"{TWENTY.strip()}.",
        f"{TWENTY.strip()} [@who; @nice]. Short one.",
        f"## {TWENTY} and more",
        "- " + "\n- ".join(TWENTY.split()) + "\n- more",
        f"| a |\n|---|\n| {TWENTY} more |",
        f"```\n{TWENTY} more\n```",
        f"{TWENTY.replace('ten', 'e.g. ten').replace('one two ', '')}end.",
    ],
)
def test_20_words_headings_cells_and_lists_are_no_long_sentence(text):
    assert found(long_sentences, text) == []


def test_a_summary_is_one_sentence_of_20_words():
    assert len(found(long_sentences, TWENTY + "more", "line", "summary")) == 1
    assert found(long_sentences, TWENTY, "line", "summary") == []


@pytest.mark.parametrize("text", ["A b. C d. E f. G h.", "- A b. C d. E f. G h.", "A b? C d. E f! G h."])
def test_a_paragraph_over_3_sentences_is_found(text):
    assert ["4 sentences" in finding.message for finding in found(long_paragraphs, text)] == [True]


@pytest.mark.parametrize(
    "text", ["A b. C d. E f.", "A b. C d.\n\nE f. G h.", "- A b.\n- C d.\n- E f.\n- G h.", "A 1.5. [@x]"]
)
def test_3_sentences_are_a_paragraph(text):
    assert found(long_paragraphs, text) == []


HARD = (
    "Considerable uncertainty surrounds individual prognostication. Sophisticated methodological considerations "
    "necessitate interdisciplinary deliberation. "
)
EASY = "You may feel tired after a scan. Tell your nurse how you feel. She will know what to do for you. "
NAMES = "You may have trastuzumab or pertuzumab at first. Then capecitabine or vinorelbine may be next for you. "


def test_a_text_for_older_readers_is_found_once():
    (finding,) = found(reading_age, (HARD + "\n\n") * 12)
    assert (finding.check, finding.line) == ("reading-age", None)
    assert "without technical terms" in finding.message


def test_the_key_of_a_reading_age_is_that_of_its_years():
    first, second = (found(reading_age, (HARD + "\n\n") * count)[0] for count in (12, 13))
    assert first.key == second.key


@pytest.mark.parametrize("text", [EASY * 6, NAMES * 8, HARD * 2, ""])
def test_easy_texts_names_and_short_texts_are_not(text):
    assert found(reading_age, text) == []


def test_technical_terms_raise_only_the_age_that_is_told():
    told = readability(Document(Text("body", NAMES * 8)))
    assert told.age > told.masked + 2


def test_terms_that_a_kind_registers_are_technical(monkeypatch):
    monkeypatch.setattr(medicines, "_registered", [])
    before = readability(Document(Text("body", HARD * 12)))
    medicines.register_terms(lambda: ["interdisciplinary deliberation", "Prognostication"])
    after = readability(Document(Text("body", HARD * 12)))
    assert (after.age, after.masked < before.masked) == (before.age, True)


def test_smog_is_told_from_30_sentences():
    assert readability(Document(Text("body", EASY * 9))).smog is None
    assert readability(Document(Text("body", EASY * 10))).smog > 5


def test_the_formula_of_flesch_and_kincaid():
    # 7 words and 7 syllables a sentence: 0.39 × 7 + 11.8 − 15.59 + 5 is under 5, and told as 5.
    assert readability(Document(Text("body", "The cat sat on the old mat. " * 20))).age == 5
    # 3 words, 13 syllables: 0.39 × 3 + 11.8 × 13 / 3 − 15.59 + 5.
    told = readability(Document(Text("body", "Individual medication information. " * 40)))
    assert told.age == pytest.approx(0.39 * 3 + 11.8 * 13 / 3 - 15.59 + 5)


WORDS = """
1 cured stage breast live tests health change time page signs cells drip suit bone growth wound probe thaws makes
1 washed blue true heard eye eyes don't it's you've the through straight rays doses' gene
2 cancer treatment treated longer body local often used-up numbness over fault sample matters table tables hormone
2 country tablets protect sickness tingling report blocks-in lowers bleeding being going sugar protein doses trial
2 tumour controlled painful precise liver review freezes argon certain guidance acid dental enough worry carry
2 pressure confused breathing normal bladder questions patients fluid region million science wanted needed bottles
3 control-led surgery infection averages-x chemo-rapid receptors positive negative antibody-x ovaries removing
3 inflaming regulate serious microwave ablation needle-eye evidence promises opinion vitamin dangerous hospital
3 unusual-x appointment various previous efficient continue exercise nausea vomiting created medicine oestrogen
4 usually palliative ovarian angry-looking temperature diarrhoea information society variety anxiety experience
4 bacteria constipation actually gradually immediate-x psychology alpelisib pembrolizumab-x
5 chemotherapy immediately association evaluation individual psychological
6 radiotherapy immunotherapy
"""


def test_syllables_of_common_words():
    listed = [
        (int(line[0]), word) for line in WORDS.split("\n") if line for word in line[2:].split() if "-" not in word
    ]
    wrong = [(word, count, syllables(word)) for count, word in listed if syllables(word) != count]
    assert len(wrong) <= len(listed) * 0.03, wrong


@pytest.mark.parametrize(("word", "count"), [("MRI", 3), ("2022", 4), ("HER2", 4), ("T-DM1", 4), ("x", 1), ("’", 1)])
def test_names_are_spelt_out(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "The tumour was removed.", "It is often given as a drip.", "Pain can be treated.", "It isn't known.",
        "They were not usually told.", "The bone has been strengthened.", "It is being studied.",
    ],
)  # fmt: skip
def test_passive_sentences_are_known(sentence):
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You may be tired.", "She is worried.", "The nurse removed it.", "There is a need.", "It is red.",
        "He has treated many.",
        "You are in bed.", "It was advanced.", "Is it good?",
    ],
)  # fmt: skip
def test_active_sentences_and_feelings_are_not_passive(sentence):
    assert not is_passive(sentence)


def test_many_passive_sentences_are_found_once():
    (finding,) = found(passive, "It was done.\n\nIt was removed.\n\nYou rest. You eat. You sleep.")
    assert (finding.line, finding.check) == (None, "passive")
    assert "4 in 10" in finding.message
    assert "lines 1, 3." in finding.message


@pytest.mark.parametrize(
    "text", ["It was done. It was removed.", "It was done. You rest. You eat. You sleep. You read.", ""]
)
def test_few_passive_sentences_are_not(text):
    assert found(passive, text) == []
