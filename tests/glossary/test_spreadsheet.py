"""Bulk import and export of the glossary: all lines or none, drafts only, every bad line by its number."""

import csv
import io
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from editions import guards
from editions.models import Edition, Notice, Page, Status
from glossary import importing, spreadsheet
from glossary.models import Term, TermEdition
from people.models import User
from tests.counts import count

SOURCES = "who | WHO. ATC index | https://atcddd.fhi.no/atc_ddd_index"
TERM = {"title": "biopsy", "definition": "A small piece is taken to be looked at.", "sort": "term", "sources": SOURCES}
DRUG = {
    "title": "letrozole",
    "definition": "A tablet that lowers oestrogen. It slows some breast cancers.",
    "sort": "drug",
    "say": "LET-roh-zohl",
    "names": "brand | Femara | UK, EU, US\nmisspelling | letrozol |",
    "class": "aromatase inhibitor",
    "given": "As a tablet, once a day.",
    "used_for": "Breast cancer that grows with oestrogen.",
    "side_effects": "hot flushes\nsore joints",
    "call_team": "sudden pain in your chest",
    "not_the_same_as": "anastrozole | Another medicine of the same class.",
    "atc": "L02BG04",
    "ncit": "C1527",
    "rxnorm": "72965",
    "text": "## Does it hurt?\n\n“No”, she said; it is a tablet, once a day.",
    "sources": SOURCES,
}
CLASS = {**TERM, "title": "CDK4/6 inhibitor", "endings": "-ciclib", "definition": "A class of medicines."}


def line(slug, words=TERM, **changes):
    cells = {"slug": slug, **words, **changes}
    return [cells.get(column, "") for column in spreadsheet.COLUMNS]


def content(*lines, columns=spreadsheet.COLUMNS, delimiter=",", encoding="utf-8"):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([columns, *lines])
    return stream.getvalue().encode(encoding)


def many(number_of_lines):
    return [line(f"term-{number}", title=f"term {number}") for number in range(number_of_lines)]


def words_of(edition):
    return {word: getattr(edition, word) for word in spreadsheet.WORDS.values()}


def term_at(slug):
    return TermEdition.objects.get(page__addresses__path=f"/glossary/{slug}/")


@pytest.fixture
def imported(tmp_path, writer, capsys):
    """Imports these bytes, or lines; gives what was printed, both streams one after the other."""

    def run(*lines, **options):
        file = tmp_path / "terms.csv"
        file.write_bytes(lines[0] if isinstance(lines[0], bytes) else content(*lines))
        capsys.readouterr()
        call_command("import_terms", str(file), **{"author": writer.email, **options})
        printed = capsys.readouterr()
        return printed.err + printed.out

    return run


@pytest.fixture
def refused(imported, capsys):
    """As ``imported``, of a file that must be refused: gives what was printed, and writes nothing."""

    def run(*lines, **options):
        before = Page.objects.count()
        with pytest.raises(CommandError) as failure:
            imported(*lines, **options)
        assert failure.value.returncode == 1
        assert Page.objects.count() == before
        return f"{capsys.readouterr().err}{failure.value}"

    return run


@pytest.fixture
def live_term(writer, reviewer):
    def make(slug, words=TERM, **changes):
        words = {spreadsheet.WORDS[column]: text for column, text in {**words, **changes}.items()}
        edition = Term.objects.begin(by=writer, slug=slug, **words)
        edition.submit(by=writer, saved=edition.saved)
        answers = {finding.key: "A test." for finding in edition.warnings()}
        edition.approve(by=reviewer, seal=edition.seal, answers=answers)
        return edition

    return make


# It works ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_line_becomes_a_draft_with_all_its_words(imported, writer):
    said = imported(line("letrozole", DRUG), line("cdk4-6-inhibitor", CLASS))
    assert "2 drafts were begun." in said
    drug, drug_class = term_at("letrozole"), term_at("cdk4-6-inhibitor")
    assert (drug.author, drug.page.owner, drug.status) == (writer, writer, Status.DRAFT)
    assert words_of(drug) == {word: DRUG.get(column, "") for column, word in spreadsheet.WORDS.items()}
    assert drug_class.endings == "-ciclib"


@pytest.mark.django_db
def test_drafts_are_not_submitted_and_not_public(imported, client):
    imported(line("letrozole", DRUG))
    assert not Edition.objects.exclude(status=Status.DRAFT).exists()
    assert not Notice.objects.exists()
    assert client.get("/glossary/letrozole/").status_code == 404
    assert "letrozole" not in client.get("/glossary/").content.decode()


@pytest.mark.django_db
def test_a_draft_that_was_imported_can_be_submitted_and_approved(imported, writer, reviewer, client):
    imported(line("letrozole", DRUG))
    draft = term_at("letrozole")
    draft.submit(by=writer, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal, answers={finding.key: "A test." for finding in draft.warnings()})
    assert client.get("/glossary/letrozole/").status_code == 200


@pytest.mark.django_db
def test_a_dry_run_checks_and_writes_nothing(imported, refused):
    assert "1 drafts would be begun" in imported(line("letrozole", DRUG), dry_run=True)
    assert not Page.objects.exists()
    assert "line 2, title" in refused(line("letrozole", DRUG, title=""), dry_run=True)


@pytest.mark.django_db
def test_an_unfinished_draft_is_begun_with_a_warning(imported):
    said = imported(line("biopsy"), line("letrozole", DRUG, definition="", sources="", given="", atc="L02"))
    assert "warning: line 3, definition: " in said
    assert "warning: line 3, sources: " in said
    assert "warning: line 3, given: " in said
    assert "warning: line 3, atc: " in said
    assert "line 2" not in said
    assert "2 drafts were begun; 1 of them cannot be submitted yet." in said
    assert term_at("letrozole").atc == "L02"


@pytest.mark.django_db
def test_a_warning_names_the_line_within_the_cell(imported):
    said = imported(line("letrozole", DRUG, names="brand | Femara\nbrandname | Femaris"))
    assert "warning: line 2, names, line 2 of the cell: " in said


# What a file may look like ----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_comma_or_semicolon_with_or_without_mark_and_any_line_end(imported, delimiter, encoding, line_end):
    data = content(line("letrozole", DRUG, title="létrozole"), delimiter=delimiter, encoding=encoding)
    imported(data.replace(b"\r\n", b"\n").replace(b"\n", line_end))
    assert term_at("letrozole").title == "létrozole"
    assert term_at("letrozole").body == DRUG["text"]


@pytest.mark.django_db
def test_columns_in_any_order_and_capitals_and_lines_without_words(imported):
    columns = [f" {column.upper()}" for column in reversed(spreadsheet.COLUMNS)]
    empty = [""] * len(columns)
    imported(content(empty, line("biopsy")[::-1], empty, [], columns=columns))
    assert term_at("biopsy").summary == TERM["definition"]


@pytest.mark.django_db
def test_words_not_to_explain_may_be_left_out(imported):
    imported(content(line("biopsy")[:-1], columns=spreadsheet.COLUMNS[:-1]))
    assert term_at("biopsy").unexplained == ""


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["slug", "title", "colour"], ["“colour” is unknown", "“definition” is missing", "“sources” is missing"]),
        ([*spreadsheet.COLUMNS, "title"], ["“title” is there twice"]),
        ([*spreadsheet.COLUMNS, ""], ["column 21 has no name"]),
        (["\t".join(spreadsheet.COLUMNS)], ["“slug” is missing"]),
    ],
)
@pytest.mark.django_db
def test_wrong_columns_are_named_with_those_expected(refused, columns, said):
    message = refused(content(columns=columns))
    assert all(part in message for part in said)
    assert f"Expected, in any order: {', '.join(spreadsheet.COLUMNS)}." in message


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf\r\n", "The file is empty"),
        (content(), "no line below"),
        (content(line("biopsy")) + "é".encode("latin-1"), "not in UTF-8 (line 3)"),
        (content(line("biopsy"), encoding="utf-16"), "not in UTF-8 (line 1)"),
        (b'"slug,title', "names of the columns cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(refused, data, said):
    assert said in refused(data)


@pytest.mark.django_db
def test_a_missing_file_is_refused(writer, tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_terms", str(path), author=writer.email)


@pytest.mark.django_db
def test_only_a_writer_imports(refused, imported, stranger, reviewer, superuser, writer):
    for person in (stranger, reviewer, superuser):
        assert f"{person.email} is no writer" in refused(line("biopsy"), author=person.email)
    assert "Nobody has an account" in refused(line("biopsy"), author="nobody@example.org")
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert "is no writer" in refused(line("biopsy"))
    User.objects.filter(pk=writer.pk).update(is_active=True)
    imported(line("biopsy"), author=writer.email.upper())
    assert term_at("biopsy").author == writer


# Bad lines --------------------------------------------------------------------------------------

BAD = {
    "no address": ({"slug": ""}, "slug: Write the last part"),
    "an address with capitals": ({"slug": "Biopsy"}, "slug: Write the address in lower-case"),
    "an address that goes elsewhere": ({"slug": "../articles/biopsy"}, "slug: Write the address in lower-case"),
    "an address that is too long": ({"slug": "a" * 200}, "slug: Ensure this value has at most 200"),
    "no title": ({"title": " "}, "title: This field cannot be blank"),
    "a title that is too long": ({"title": "a" * 121}, "title: Ensure this value has at most 120"),
    "a definition that is too long": ({"definition": "a" * 241}, "definition: Ensure this value has at most 240"),
    "an unknown sort": ({"sort": "medicine"}, "sort: Value 'medicine' is not a valid choice"),
    "a code that is too long": ({"atc": "L02BG04X"}, "atc: Ensure this value has at most 7"),
    "a class that is too long": ({"class": "a" * 81}, "class: Ensure this value has at most 80"),
    "a NUL character": ({"text": "a\x00b"}, "text: It holds a NUL character"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_is_named_with_its_line_and_column(refused, name):
    changes, said = BAD[name]
    cells = {"slug": "bad", "title": "bad", **changes}
    message = refused(line("first", title="first", text="one\ntwo\nthree"), line(cells.pop("slug"), **cells))
    assert f"error: line 5, {said}" in message
    assert "1 line is wrong. Nothing was imported." in message


@pytest.mark.django_db
def test_every_bad_line_is_reported_and_nothing_is_imported(refused):
    lines = [*many(3), line("one", title=""), line("two", title="two", sort="x", atc="L02BG04X"), [*line("three"), ""]]
    message = refused(*lines)
    for said in ("line 5, title", "line 6, sort", "line 6, atc", "line 7: It has 21 cells, and there are 20 columns"):
        assert f"error: {said}" in message
    assert "3 lines are wrong" in message


@pytest.mark.django_db
def test_one_bad_line_of_fifty_is_enough(refused):
    lines = many(50)
    lines[30][1] = ""
    assert "error: line 32, title" in refused(*lines)


@pytest.mark.django_db
def test_a_refusal_while_writing_undoes_all_of_it(writer):
    """As when somebody else takes an address between the check and the writing."""
    records, _remarks = spreadsheet.read(content(*many(5), line("term-0", title="late")))
    with pytest.raises(importing.Refused, match="line 7: The address /glossary/term-0/ is taken"):
        importing.begin(records, by=writer)
    assert not Page.objects.exists()


@pytest.mark.django_db
def test_a_quotation_mark_that_is_never_closed_is_named_where_it_begins(refused):
    data = content(line("biopsy"), line("scan", title="")) + b'open,"never closed\nand more\n'
    message = refused(data)
    assert "error: line 4: A quotation mark is not closed" in message
    assert "error: line 3, title" in message
    assert "error: line 3: A quotation mark" in refused(content(line("biopsy")) + b'open,"a"b\n')


@pytest.mark.django_db
def test_a_cell_beyond_all_measure_is_refused(refused):
    assert "line 2: A cell is longer than" in refused(line("biopsy", text="a" * 200_000))


@pytest.mark.django_db
def test_an_address_or_a_name_twice_in_the_file_is_refused(refused):
    message = refused(line("letrozole", DRUG), line("letrozole", title="other"), line("femara", title="FEMARA"))
    assert "error: line 7, slug: “letrozole” is the address in line 2 already." in message
    assert "error: line 8, title: “FEMARA” is a name of the term in line 2 already." in message
    message = refused(line("one", names="abbreviation | ABC"), line("two", title="two", names="\nabbreviation | ABC"))
    assert "error: line 3, names, line 1 of the cell: “ABC” is a name of the term in line 2" in message


@pytest.mark.django_db
def test_a_shared_name_that_is_told_apart_is_fine_in_any_order(imported):
    apart = "abbreviation | ABC | | here: another thing"
    imported(line("one", title="one", names=apart), line("two", title="two", names="abbreviation | ABC"))
    imported(line("three", title="ABD"), line("four", title="four", names=apart.replace("ABC", "ABD")))
    assert TermEdition.objects.count() == 4


@pytest.mark.django_db
def test_a_name_of_a_live_term_is_refused(refused, live_term, imported):
    live_term("letrozole", DRUG)
    message = refused(line("a", title="femara"), line("b", title="b", names="brand | Letrozole"))
    assert "error: line 2, title: “femara” is a name of the live term “letrozole” already." in message
    assert "error: line 3, names, line 1 of the cell: “Letrozole” is a name of the live term “letrozole”" in message
    assert message.count("error:") == 2
    assert "warning:" not in message
    imported(line("b", title="b", names="brand | Letrozole | | here: another thing"))


@pytest.mark.django_db
def test_an_address_that_exists_is_refused_or_skipped_with_a_count(refused, imported, writer):
    moved = Term.objects.begin(by=writer, slug="former", title="former").page
    moved.move_to("present")
    lines = [line("former", title=""), line("present"), line("biopsy")]
    message = refused(*lines)
    assert "error: line 2, slug: There is a page at /glossary/former/ already" in message
    assert "error: line 3, slug: There is a page at /glossary/present/ already" in message
    assert "--skip-existing" in message
    assert message.count("error:") == 2
    said = imported(*lines, skip_existing=True)
    assert "1 drafts were begun; 2 lines left out, because their addresses exist." in said
    assert term_at("present").title == "former"
    assert "0 drafts were begun; 3 lines left out" in imported(*lines, skip_existing=True)


# Export, and back ---------------------------------------------------------------------------------


def exported(tmp_path, **options):
    file = tmp_path / "exported.csv"
    call_command("export_terms", output=file, **options)
    return file.read_bytes()


def moved(data):
    """An exported file with other addresses, so that it can be imported beside what it came from."""
    columns, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return content(*([f"{cells[0]}-again", *cells[1:]] for cells in lines), columns=columns)


@pytest.mark.django_db
def test_live_terms_are_exported_and_imported_with_the_same_words(imported, live_term, editor, tmp_path):
    terms = {"letrozole": live_term("letrozole", DRUG), "cdk": live_term("cdk", CLASS)}
    Term.objects.begin(by=editor, slug="draft", title="A draft")
    data = exported(tmp_path)
    assert b"A draft" not in data
    assert "'-ciclib" in data.decode("utf-8-sig")
    for term in terms.values():
        term.page.withdraw(by=editor, reason="wrong")
    assert "2 drafts were begun." in imported(moved(data))
    for slug, term in terms.items():
        assert words_of(term_at(f"{slug}-again")) == words_of(term)


@pytest.mark.django_db
def test_drafts_are_exported_only_when_asked_for(imported, live_term, writer, tmp_path):
    live_term("biopsy")
    words = {"title": "=1+1", "summary": "'=2", "say": "@me", "names": "", "body": '+\n-\n\n"a";b', "sort": "term"}
    Term.objects.begin(by=writer, slug="draft", **words)
    data = exported(tmp_path, drafts=True)
    assert b"biopsy" not in data
    imported(moved(data))
    assert words_of(term_at("draft-again")) == words_of(term_at("draft"))


@pytest.mark.django_db
def test_a_live_term_whose_words_were_changed_in_the_database_is_held_back(live_term, capsys):
    live_term("biopsy")
    changed = live_term("letrozole", DRUG)
    guards.lift()
    Edition.objects.filter(pk=changed.pk).update(summary="Other words.")
    guards.install()
    with pytest.raises(CommandError, match="1 left out") as failure:
        call_command("export_terms")
    assert failure.value.returncode == 1
    printed = capsys.readouterr()
    assert "biopsy" in printed.out
    assert "Other words." not in printed.out
    assert "held back: /glossary/letrozole/" in printed.err


@pytest.mark.django_db
def test_an_export_is_printed_or_says_why_it_cannot_be_written(live_term, tmp_path, capsys):
    live_term("biopsy")
    call_command("export_terms")
    assert capsys.readouterr().out.startswith("slug,title,definition,")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_terms", output=tmp_path)


def test_every_word_of_a_term_has_a_column_but_those_of_a_later_edition():
    assert {*spreadsheet.WORDS.values(), "change_note", "meaning"} == {*TermEdition.word_names()}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_begins_like_a_formula_is_written_with_an_apostrophe(begins):
    for text in (f"{begins}1+1", f"'{begins}1", f"''{begins}", begins):
        assert spreadsheet.harmless(text) == f"'{text}"
        assert spreadsheet.as_written(spreadsheet.harmless(text)) == text


def test_other_apostrophes_are_left_alone():
    for text in ("", "'", "''", "'tis", "5-FU", "a=b", "' =", "l'eau"):
        assert spreadsheet.harmless(text) == spreadsheet.as_written(text) == text


NASTY = st.text(st.sampled_from("'=+-@\t\r\n\v\x85\u2028\ufeff\",;|a é＝") | st.characters(exclude_categories=["Cs"]))


@given(cells=st.lists(NASTY, min_size=len(spreadsheet.WORDS), max_size=len(spreadsheet.WORDS)))
def test_whatever_the_words_are_they_are_read_as_they_were_written(cells):
    edition = TermEdition(**dict(zip(spreadsheet.WORDS.values(), cells, strict=True)))
    stream = io.StringIO(newline="")
    spreadsheet.write(stream, [("one", edition), ("two", edition)])
    for encoding in ("utf-8", "utf-8-sig"):
        records, remarks = spreadsheet.read(stream.getvalue().encode(encoding))
        assert remarks == []
        assert [record.slug for record in records] == ["one", "two"]
        assert all(record.words == words_of(edition) for record in records)
    rows = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row)


# At a terminal, and many ------------------------------------------------------------------------


@pytest.mark.django_db
def test_progress_is_shown_on_a_terminal_only(imported, monkeypatch):
    assert "checked:" not in imported(*many(60), dry_run=True)
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda self: True, raising=False)
    said = imported(*many(60))
    for part in ("checked: 50 of 60", "checked: 60 of 60", "begun: 50 of 60", "begun: 60 of 60"):
        assert part in said


@pytest.mark.django_db
def test_many_lines_are_imported(imported):
    """``TORTURE=1 pytest -s -k many_lines`` says how long 2,000 take."""
    lines = count(200, 2000)
    started = time.perf_counter()
    assert f"{lines} drafts were begun." in imported(*many(lines))
    print(f"{lines} lines: {time.perf_counter() - started:.1f} s")
    assert TermEdition.objects.filter(status=Status.DRAFT).count() == lines
