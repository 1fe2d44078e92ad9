"""Words are compared without what readers get wrong or write otherwise: spelling, case, accents, hyphens, endings."""

import pytest

from search import words


def alike(one, other, language="en"):
    return set(words.stems(one, language)) & set(words.stems(other, language)) or None


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("tumour", "tumor"),
        ("tumours", "tumors"),
        ("oestrogen", "estrogen"),
        ("oesophagus", "esophagus"),
        ("oedema", "edema"),
        ("lymphoedema", "lymphedema"),
        ("diarrhoea", "diarrhea"),
        ("anaemia", "anemia"),
        ("leukaemia", "leukemia"),
        ("haemoglobin", "hemoglobin"),
        ("haematologist", "hematologist"),
        ("anaesthetic", "anesthetic"),
        ("paediatric", "pediatric"),
        ("gynaecologist", "gynecologist"),
        ("randomised", "randomized"),
        ("randomisation", "randomization"),
        ("individualised", "individualized"),
        ("metastasised", "metastasized"),
        ("colour", "color"),
        ("swollen colours", "colors"),
        ("centre", "center"),
        ("fibre", "fiber"),
        ("travelling", "traveling"),
        ("counselling", "counseling"),
        ("ageing", "aging"),
        ("programme", "program"),
        ("metastases", "metastasis"),
        ("diagnoses", "diagnosis"),
        ("foetus", "fetus"),
    ],
)
def test_british_and_american_spelling_are_one(british, american):
    assert alike(british, american)
    assert alike(british.upper(), american.title())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tiredness", "tired"),
        ("thirsty", "thirst"),
        ("bones", "bone"),
        ("treatments", "treatment"),
        ("injections", "injection"),
        ("scans", "scan"),
        ("patient's", "patient"),
        ("patient’s", "patients"),
        ("Hodgkin's", "hodgkin"),
        ("naïve", "naive"),
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "café"),
        ("ne\u0301oplasie", "néoplasie"),
        ("Straße", "strasse"),
        ("ﬁbrosis", "fibrosis"),
        ("trastu\u00adzumab", "trastuzumab"),
        ("ОПУХОЛЬ", "опухоль"),
    ],
)
def test_endings_possessives_accents_and_signs_that_nobody_sees_make_no_other_word(one, other):
    assert words.stems(one) == words.stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("here", "her"), ("port", "portal"), ("letrozole", "anastrozole"), ("Kadcyla", "Kisqali"), ("our", "or")],
)
def test_different_words_stay_different(one, other):
    assert words.stems(one) != words.stems(other)


@pytest.mark.parametrize(
    ("compound", "together"),
    [
        ("T-DXd", "tdxd"),
        ("t‑dxd", "tdxd"),
        ("T–DXd", "TDXD"),
        ("CDK4/6", "cdk46"),
        ("nab-paclitaxel", "nabpaclitaxel"),
        ("HER-2", "her2"),
        ("5-FU", "5fu"),
        ("side-effect", "sideeffect"),
    ],
)
def test_a_compound_is_its_parts_and_all_of_it_written_together(compound, together):
    found = words.stems(compound)
    assert found[-1] == words.stem(together)
    assert found[:-1] == [stem for part in words.tokens(compound) for stem in words.stems(part)]
    assert words.compact(compound) == together.lower()


def test_words_with_a_space_or_a_comma_between_are_no_compound():
    assert words.stems("bone pain, back") == [words.stem(word) for word in ("bone", "pain", "back")]
    assert words.stems("pain - back") == words.stems("pain back")
    assert words.stems("pain -- back") == words.stems("pain back")


def test_a_word_and_a_compound_are_placed_where_they_stand():
    text = "Take nab-paclitaxel, O’Neill’s."
    assert [(text[one.start : one.end], one.stem) for one in words.placed(text)] == [
        ("Take", "take"),
        ("nab", "nab"),
        ("paclitaxel", "paclitaxel"),
        ("nab-paclitaxel", "nabpaclitaxel"),
        ("O’Neill’s", words.stem("ONeill")),
    ]


@pytest.mark.parametrize("text", ["乳腺癌 是什么", "سرطان الثدي", "стадия 4", "स्तन कैंसर", "มะเร็งเต้านม", "ραδιο"])
def test_other_scripts_have_words_that_are_found_again(text):
    assert words.stems(text)
    assert words.stems(text) == words.stems(text.upper()) == words.stems(f"“{text}”!")


@pytest.mark.parametrize("text", ["", " ", "\0", "—", "'’'", "_", "\u0301", "🙂", "\uff9e", "\u037a", "\ud800", "㏂"])
def test_what_has_no_letter_has_no_words(text):
    assert words.stems(text) == words.tokens(text) == []


@pytest.mark.parametrize("sign", ["½", "ﷺ", "⑴", "ŉ", "㎏x"])
def test_a_sign_that_stands_for_several_is_one_word_of_letters_and_digits(sign):
    (stem,) = words.stems(sign)
    assert stem.isalnum()


def test_the_words_of_a_page_have_the_endings_of_its_language(settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    words._stemmer.cache_clear()
    words.stem.cache_clear()
    try:
        assert words.stems("Nebenwirkungen", "de") == words.stems("Nebenwirkung", "de")
        assert words.stems("Nebenwirkungen", "xx") == ["nebenwirkungen"]
    finally:
        words._stemmer.cache_clear()
        words.stem.cache_clear()
