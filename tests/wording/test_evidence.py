import pytest

from tests.wording.found import found
from wording.evidence import no_sources, percentages, uncited
from wording.findings import ERROR
from wording.fractions import in_people


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It helped 20% of people.", "20%"),
        ("It helped 1 in 5 people.", "1 in 5"),
        ("It helped one in five people.", "one in five"),
        ("Half of people feel better.", "Half of people"),
        ("Take 2.5 mg of it.", "2.5 mg"),
        ("Take 2 tablets.", "2 tablets"),
        ("You have it every 3 weeks.", "3 weeks"),
        ("The trial had 301 women.", "301 women"),
        ("Call if you have more than 38°C.", "38°C"),
        ("It reduces pain.", "reduces"),
        ("It can prevent broken bones.", "can prevent"),
        ("It helps people live longer.", "helps people live longer"),
        ("It works better than chemotherapy.", "works better"),
        ("It lowers the\nrisk.", "lowers the risk"),
        ("- It improves sleep.\n- It is cited [@who].", "improves"),
        ("First [@who].\n\nIt improves sleep.", "improves"),
        ("| Medicine | Effect |\n|---|---|\n| A | cited [@who] |\n| B | reduces pain |", "reduces"),
        ("::: urgent Call if\n- you have 38°C\n:::", "38°C"),
        ("In 2020 people took 5 mg.", "5 mg"),
        ("A study of 2000 women.", "2000 women"),
        ("> It slows growth.", "slows"),
        ("You have it for 20 to 40 weeks.", "20 to 40 weeks"),
        ("Take it 30 minutes before food.", "30 minutes"),
        ("In London, 52 people had it.", "52 people"),
        ("A 5-mg tablet", "5-mg"),
    ],
)
def test_a_number_or_claim_without_a_source_is_found(text, words):
    (finding,) = found(uncited, text)
    assert f"“{words}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "It helped 20% of people [@who].",
        "It helped 20% of people. [@who]",
        "It helped 1 in 5. Others felt worse [@who].",
        "- It reduces pain [@who].",
        "- It reduces pain.\n\n  That was measured [@who].",
        "These are common [@who]:\n\n- 1 in 5 has pain\n- 1 in 10 is sick",
        "The table shows how many [@who].\n\n| A | B |\n|---|---|\n| pain | 1 in 5 |",
        "| A | B |\n|---|---|\n| reduces pain | 1 in 5 [@who] |",
        "::: urgent Call if\n- you have 38°C\n\nThis is from a guideline [@nice].\n:::",
        "It reduces pain.[^1]\n\n[^1]: Measured in one trial [@who].",
        "Stage 4 cancer is grade 3. HER2, CDK4/6, BRCA1/2, PD-L1, PIK3CA, T-DM1, Ki-67 and vitamin D3 are names.",
        "CA 15-3 is a blood test. 5-FU is a medicine.",
        "It was approved in 2013. On 6 May 2013 the name changed. In the 1990s it was new.",
        "The phase 3 trial began in May 2019 and ended on 2021-03-04.",
        "Call 112, 999, 911 or 111. Call 0800 123 4567.",
        "The line is open 24 hours a day, 7 days a week. Use the 24-hour line.",
        "::: emergency Call 112 if you\n- are over 65\n- are 70 or older\n- have a child under 5\n:::",
        "There are 3 things to ask. Two or three visits are usual.",
        "## 20% of people\n\n### It reduces pain",
        "Does it reduce pain? How many of 100 people live longer?",
        "1. Ask.\n2. Call.\n12. Rest.",
        "A scan takes 20 to 40 minutes. Walk for 30 minutes.",
        "> I felt well, says Anna, 52.",
        "Treatment aims to help people live longer.",
        "`20 mg` [guide](https://example.org/20%25)",
        "",
    ],
)
def test_cited_ones_and_names_are_not(text):
    assert found(uncited, text) == []


def test_a_title_cannot_cite():
    assert found(uncited, "Treatment helps people live longer", "line") == []


def test_each_point_in_short_cites_for_itself():
    finding = found(uncited, "- It slows growth [@who].\n- It reduces pain.", "lines", "in_short")
    assert [(one.field, one.line) for one in finding] == [("in_short", 2)]


@pytest.mark.parametrize(
    ("percent", "people"),
    [
        (20, "1 in 5"), (33, "about 1 in 3"), (12, "about 1 in 8"), (12.5, "1 in 8"), (50, "1 in 2"), (25, "1 in 4"),
        (75, "3 in 4"), (67, "about 2 in 3"), (30, "3 in 10"), (40, "2 in 5"), (45, "45 in 100"), (95, "95 in 100"),
        (1, "1 in 100"), (3, "3 in 100"), (5, "1 in 20"), (0.1, "1 in 1,000"), (0.3, "3 in 1,000"),
        (1.5, "15 in 1,000"), (0.02, "1 in 5,000"), (46.7, "about 47 in 100"), (3.33, "333 in 10,000"), (99.9,
        "999 in 1,000"),
    ],
)  # fmt: skip
def test_a_percentage_is_said_in_people(percent, people):
    assert in_people(percent) == people


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It helps 20 % of people.", "Write “1 in 5”"),
        ("It helps 20% of people.", "Write “1 in 5”"),
        ("It helps 12 per cent of people [@who].", "Write “about 1 in 8”"),
        ("It helps 10-20% of people.", "Write “between 1 in 10 and 1 in 5”"),
        ("It helps 12,5 % of people.", "Write “1 in 8”"),
        ("It lowers the risk by 30%.", "does not say of how many"),
        ("It lowers the risk by about 30%.", "does not say of how many"),
    ],
)
def test_a_percentage_is_found(text, message):
    (finding,) = found(percentages, text)
    assert message in finding.message


@pytest.mark.parametrize(
    "text", ["1 in 5 people", "100% of people", "0 %", "a 95% confidence interval", "`20%`", "5 mg"]
)
def test_other_numbers_are_no_percentages(text):
    assert found(percentages, text) == []


@pytest.mark.parametrize("source", ["", " \n "])
def test_no_sources_is_an_error(source):
    (finding,) = found(no_sources, source, "lines", "sources")
    assert (finding.check, finding.level, finding.line) == ("no-sources", ERROR, None)


def test_only_sources_are_asked_for_sources():
    assert found(no_sources, "who | WHO", "lines", "sources") == found(no_sources, "", "lines", "in_short") == []


@pytest.mark.parametrize("check", [uncited, percentages])
def test_references_are_not_read_as_prose(check):
    assert found(check, "who | WHO. 20 % of drugs reduced pain. 2018 | https://example.org", "lines", "sources") == []
