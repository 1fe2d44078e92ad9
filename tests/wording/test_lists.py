import os

import pytest

from tests.wording.found import found
from wording import lists
from wording.lists import BadList, WordList, word_list
from wording.phrases import absolutes, drug


@pytest.fixture
def folder(tmp_path, settings):
    settings.WORDING_LISTS = str(tmp_path)
    return tmp_path


def write(folder, text, name="absolutes"):
    path = folder / f"{name}.txt"
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def words(text, *entries, exceptions=()):
    return [match.words for match in WordList(dict.fromkeys(entries, ""), exceptions).find(text)]


def test_every_list_of_ours_can_be_read():
    assert list(lists.problems()) == []
    assert {"absolutes", "battle", "claims", "drug", "links", "medicines", "passive", "technical"} <= set(lists.names())


def test_an_operator_adds_an_entry_with_a_suggestion(folder):
    assert found(absolutes, "It is wonderful.") == []
    write(folder, "# ours\n\nwonderful | say what it does\n")
    (finding,) = found(absolutes, "It is wonderful.")
    assert "Instead, say what it does." in finding.message


def test_an_entry_without_a_suggestion_has_a_plain_one(folder):
    write(folder, "wonderful")
    assert "Instead, say what is known" in found(absolutes, "It is wonderful.")[0].message


def test_an_operator_removes_an_entry(folder):
    assert found(absolutes, "It is harmless.")
    write(folder, "-harmless\n")
    assert found(absolutes, "It is harmless.") == []


def test_an_operator_adds_and_removes_exceptions(folder):
    assert [bool(found(drug, text)) for text in ("a drug chart", "its drug class")] == [True, False]
    write(folder, "! drug chart\n-! drug class\n", "drug")
    assert [bool(found(drug, text)) for text in ("a drug chart", "its drug class")] == [False, True]


def test_a_change_is_seen_at_once(folder):
    write(folder, "wonderful")
    assert found(absolutes, "It is wonderful.")
    write(folder, "marvellous")
    assert [bool(found(absolutes, f"It is {word}.")) for word in ("wonderful", "marvellous")] == [False, True]
    (folder / "absolutes.txt").unlink()
    assert found(absolutes, "It is marvellous.") == []


def test_the_same_list_is_read_once(folder):
    assert word_list("absolutes") is word_list("absolutes")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("wonderful |", "nothing"), ("| say less", "begin with"), ("!", "begin with"), ("-", "begin with"),
        ("...", "begin with"), ("lost ...", "begin with"), ("*", "begin with"), ("ab*", "three of them"),
        ("-not there", "not in the list"), ("-! not there", "not in the list"), ("x" * 301, "longer than 300"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named(folder, line, why):
    write(folder, f"# fine\n{line}\n")
    with pytest.raises(BadList, match=rf"absolutes\.txt, line 2: .*{why}"):
        word_list("absolutes")
    assert [why in problem for problem in lists.problems()] == [True]


def test_a_file_that_is_no_text_is_named(folder):
    (folder / "absolutes.txt").write_bytes(b"\xff\xfe\x00w")
    with pytest.raises(BadList, match=r"absolutes\.txt is not UTF-8"):
        word_list("absolutes")


def test_a_list_of_no_check_and_a_missing_folder_are_named(folder, settings):
    write(folder, "x", "absolute")
    assert "there is no list of this name" in next(lists.problems())
    settings.WORDING_LISTS = str(folder / "missing")
    assert "not there" in next(lists.problems())


def test_words_match_as_wholes_whatever_their_case():
    assert words("Safe, unsafe, safety, SAFE.", "safe") == ["Safe", "SAFE"]
    assert words("cost 100% or 100 % or 1000", "100%", "100 %") == ["100%", "100 %"]


def test_phrases_cross_lines_and_hyphens():
    assert words("side effect\nfree and side-effect-free", "side effect free") == [
        "side effect\nfree", "side-effect-free"
    ]  # fmt: skip


def test_an_apostrophe_may_be_typed_or_set():
    assert words("it isn't, it isn’t", "isn't") == ["isn't", "isn’t"]


def test_an_asterisk_is_the_rest_of_a_word_and_dots_are_words():
    assert words("battle, battles, battlefield", "battle*") == ["battle", "battles", "battlefield"]
    assert words("lost her battle; lost a b c d battle; lost a b c d e battle", "lost ... battle") == [
        "lost her battle", "lost a b c d battle"
    ]  # fmt: skip


def test_the_longest_entry_wins_and_exceptions_cover_only_themselves():
    assert words("completely safe", "completely", "completely safe", "safe") == ["completely safe"]
    assert words("a safe place is safe", "safe", exceptions=["safe place"]) == ["safe"]
