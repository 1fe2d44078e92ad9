"""What the desk offers to each person, and what it tells a reviewer who may not decide."""

import re

import pytest

from people import roles
from tests.conftest import make_person
from tests.editions.desk.browsing import desk_address, signed_in, text_of

pytestmark = pytest.mark.django_db


OFFERED = [
    ("draft", "author", {"submit", "discard", "note"}),
    ("draft", "other_writer", {"note"}),
    ("draft", "editor", {"take-over", "note"}),
    ("draft", "superuser", set()),
    ("submitted", "author", {"take-back", "ask", "note"}),
    ("submitted", "reviewer", {"decide", "claim", "note"}),
    ("submitted", "earlier_author", {"ask", "note"}),
    ("submitted", "editor", {"ask", "note"}),
    ("submitted", "superuser", set()),
    ("submitted", "moderator", set()),
    ("scheduled", "author", {"publish-early", "cancel", "withdraw-page", "note"}),
    ("scheduled", "moderator", set()),
    ("live", "other_writer", {"start", "unchanged", "note"}),
    ("live", "reviewer", {"withdraw-page", "note"}),
    ("live", "moderator", set()),
    ("live", "superuser", set()),
]


@pytest.mark.parametrize(("state", "person", "moves"), OFFERED)
def test_only_what_a_person_may_do_is_offered(state, person, moves, desk, browser_of):
    browser = browser_of(person)
    content = browser.get(desk_address(getattr(desk, state)())).content.decode()
    names = re.findall(r'(?:action|href)="/admin/editions/(?:edition|page)/\d+/([a-z-]+)/["#]', content)
    assert set(names) - {"history"} == moves


@pytest.mark.parametrize("person", ["earlier_author", "without_credentials"])
def test_a_reviewer_who_may_not_decide_reads_why(person, submitted, request):
    if person == "without_credentials":
        reviewer = make_person("Nina New", roles.CLINICAL_REVIEWER)
        expected = "No credentials are recorded for you."
    else:
        reviewer = request.getfixturevalue(person)
        expected = "You wrote some of these words"
    said = text_of(signed_in(reviewer).get(desk_address(submitted)))
    assert f"You cannot decide on this edition. {expected}" in said
