"""How well the search finds what readers type: the share of cases with one of their pages among the first three."""

import pytest

from benchmarks.search_cases import cases

pytestmark = pytest.mark.django_db

SHARE = 0.95
FIRST = 3


def test_what_readers_type_finds_its_page_among_the_first_three(answered):
    wanted = dict(cases())
    missed = {
        typed: (paths[0], answered[typed][:FIRST])
        for typed, paths in wanted.items()
        if _is_missed(answered, typed, paths)
    }
    assert len(missed) <= (1 - SHARE) * len(wanted), missed


def _is_missed(answered, typed, paths):
    return not {*answered[typed][:FIRST]} & {*paths}
