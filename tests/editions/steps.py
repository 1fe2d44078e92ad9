"""What a step of the state machine is, and what is drawn for it: pages, people, screens and times."""

import datetime
import functools
import re

from hypothesis import strategies as st
from hypothesis.stateful import rule

from people import roles

START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
CREDENTIALS_LAST = 200
# name: roles, who confirmed the credentials
CAST = {
    "wanda": ([roles.WRITER], None),
    "otto": ([roles.WRITER, roles.CLINICAL_REVIEWER], "edith"),
    "rosa": ([roles.CLINICAL_REVIEWER], "edgar"),
    "edith": ([roles.EDITOR_IN_CHIEF], None),
    "edgar": ([roles.EDITOR_IN_CHIEF], None),
    "eva": ([roles.EDITOR_IN_CHIEF], None),
    "alma": (roles.ROLES, "edith"),
    "dora": ([roles.WRITER, roles.CLINICAL_REVIEWER], "edgar"),
    "root": ([], None),
    "stan": ([], None),
}

PAGES = st.integers(0, 3)
ANYBODY = st.sampled_from(sorted(CAST))
# Mostly somebody whom the oracle would let do it, so that lives are long; else anybody.
WHO = st.one_of(st.just("fitting"), st.just("fitting"), ANYBODY)
# Mostly an edition in the state that the step wants, on this page or the next; else this page's newest.
AIM = st.sampled_from([True, True, True, False])
# What the person's screen shows: the present state, or what one of two tabs has shown for a while.
SCREEN = st.sampled_from(["fresh", "fresh", "fresh", 0, 1])
SEAL = st.sampled_from(["on screen", "on screen", "on screen", "of another edition", "none"])
MINUTES = st.sampled_from([1, 30, 600, 1440, 4 * 1440, 30 * 1440, 100 * 1440, -1, -20, -600])
LATER = st.sampled_from([None, None, 5, 1440, 20 * 1440, 0, -60])
LATER_AHEAD = st.sampled_from([None, 1, 60, 2 * 1440])

MARKER = re.compile(r"mark\d+x")


def step(**drawn):
    """A rule: a second passes, then this happens. Counted, and marked while it has not ended well."""

    def make(method):
        @rule(**drawn)
        @functools.wraps(method)
        def counted(self, **values):
            self.whole = False
            self.clock.shift(datetime.timedelta(seconds=1))
            self.tally["steps"] += 1
            method(self, **values)
            self.whole = True

        return counted

    return make
