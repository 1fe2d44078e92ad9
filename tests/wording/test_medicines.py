import pytest

from tests.wording.found import found
from wording import medicines
from wording.medicines import misspelt


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("letrozol", "letrozole"), ("Letrozol", "letrozole"), ("LETROZOL", "letrozole"), ("tamoxifin", "tamoxifen"),
        ("tamoxyphen", "tamoxifen"), ("anastrazole", "anastrozole"), ("exemestan", "exemestane"),
        ("trastuzamab", "trastuzumab"), ("palbociclip", "palbociclib"), ("denosumap", "denosumab"),
        ("zolendronic", "zoledronic acid"), ("docitaxel", "docetaxel"), ("Kisquali", "kisqali"),
        ("capecitabin", "capecitabine"), ("morfine", "morphine"),
    ],
)  # fmt: skip
def test_a_name_almost_right_is_found(word, name):
    (finding,) = found(misspelt, f"You may take **{word}** every day.")
    assert f"“{word}” looks like a misspelt “{name}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Letrozole, TAMOXIFEN, anastrozole and exemestane are medicines.",
        "Trastuzumab's box; a trastuzumab-based plan; bisphosphonates such as zoledronic acid.",
        "The perception of pain differs. Reception is open. Taxation of prescriptions is an exception.",
        "Many people aspire to go home. Tomorrow we plan the exercises.",
        "The hormone oestrogen, the abdomen and the operation.",
        "`letrozol` [page](https://example.org/letrozol) [@letrozol-2020]",
    ],
)
def test_right_names_and_other_words_are_not(text):
    assert found(misspelt, text) == []


def test_a_title_is_read_too():
    (finding,) = found(misspelt, "Letrozol and you", "line", "title")
    assert (finding.field, finding.line) == ("title", 1)


def test_terms_that_a_kind_registers_are_known(monkeypatch):
    monkeypatch.setattr(medicines, "_registered", [])
    assert found(misspelt, "Take Letrozol.")
    medicines.register_terms(lambda: ["Letrozol"])
    assert found(misspelt, "Take Letrozol.") == []
