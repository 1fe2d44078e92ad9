"""A good article is left in peace, and the survey text that the site exists to prevent is not."""

from tests.wording.demo import texts
from wording.checks import ALSO, STANDARD, findings
from wording.findings import Text

SURVEY = """## Hormone therapy

Tamoxifen, exemestane and letrozol are drugs for women who suffer from breast cancer. HER2 is found in 20 % of patients.

## Microwave ablation

It destroys the tumour completely and is free of side effects. Click [here](https://example.org).
"""


def test_the_article_of_the_demonstration_is_quiet():
    assert len(findings(texts(), checks=[*STANDARD, *ALSO])) <= 5


def test_the_survey_text_is_not():
    found = findings([Text("body", SURVEY), Text("sources", "", "lines")], checks=[*STANDARD, *ALSO])
    assert [(one.check, one.line) for one in found] == [
        ("misspelt", 3), ("uncited", 3), ("battle", 3), ("drug", 3), ("percentage", 3), ("absolute", 7), ("absolute",
        7),
        ("link-words", 7), ("no-sources", None),
    ]  # fmt: skip
