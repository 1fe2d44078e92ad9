"""The state machine: what each step needs, and what holds after it.

The database says what the oracle (``oracle``) says, and readers get the words that a second clinician
approved, or none. The steps are in ``life_rules``, ``course_rules``, ``world_rules`` and ``hostile_rules``.
"""

import datetime
from collections import Counter

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, invariant

from editions import reading
from people.models import User
from people.refused import Refused
from tests.conftest import KINDS
from tests.editions.course_rules import CourseRules
from tests.editions.hostile_rules import HostileRules
from tests.editions.life_rules import LifeRules
from tests.editions.oracle import Confirmed, Person, Sheet, Version
from tests.editions.steps import CAST, CREDENTIALS_LAST, MARKER, START
from tests.editions.world_rules import WorldRules


class Life(LifeRules, CourseRules, WorldRules, HostileRules, RuleBasedStateMachine):
    """One example: four pages of two kinds, ten people, two tabs. All of it is rolled back at its end."""

    people_pks, tally, reader = {}, Counter(), None

    def __init__(self):
        super().__init__()
        reading.forget()  # the generation goes back with everything else
        self.whole = True
        self.travel = time_machine.travel(START, tick=False)
        self.clock = self.travel.start()
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        until = START.date() + datetime.timedelta(days=CREDENTIALS_LAST)
        self.people = {
            name: Person(name, self.people_pks[name], set(has), name != "dora", by and Confirmed(by, until))
            for name, (has, by) in CAST.items()
        }
        self.marks = 0
        self.objects, self.pages = {}, {}
        self.touched, self.changed = [], []
        self.tabs = [None, None]
        self.sheets = []
        for place, kind in enumerate(["article", "leaflet", "article", "leaflet"]):
            self.begin(kind, ["wanda", "otto", "alma", "edith"][place])

    def begin(self, kind, author):
        words = self.new_words(kind)
        draft = KINDS[kind].begin(self.user(author), slug=f"page-{len(self.sheets)}", **words)
        sheet = Sheet(draft.page_id, draft.page.path, kind, author)
        self.sheets.append(sheet)
        self.pages[sheet.pk] = draft.page
        self.add_version(sheet, draft, author, words)

    def teardown(self):
        """Look at everything once more, unless a step went wrong."""
        try:
            if self.whole:
                self.touched = self.changed = self.sheets
                self.what_stands_is_what_the_oracle_says()
                self.lists_show_live_words_only()
        finally:
            transaction.set_rollback(True)
            self.rolled_back.__exit__(None, None, None)
            self.travel.stop()

    # --- what the steps need

    def new_words(self, kind):
        """All words of this kind, with a marker that no other save has."""
        self.marks += 1
        marker = f"mark{self.marks}x"
        words = KINDS[kind].words
        changed = {name: f"{words[name]} {marker}" for name in ("title", "summary", KINDS[kind].field)}
        return {**words, **changed, "change_note": f"Changed: {marker}."}

    def user(self, name):
        return User(pk=self.people[name].pk)

    def page_of(self, sheet):
        """The page as it was read long ago: what it says may be out of date."""
        return self.pages[sheet.pk]

    def answer_of(self, sheet):
        return self.reader.get(sheet.path)

    def today(self):
        return timezone.now().date()

    def pick(self, page, aim, *statuses):
        """The page and edition at which a step aims."""
        sheets = self.sheets[page:] + self.sheets[:page]
        if aim:
            for sheet in sheets:
                for version in reversed(sheet.versions):
                    if version.status in statuses:
                        return sheet, version
        return sheets[0], sheets[0].newest

    def someone(self, who, fits):
        """The person of this name; for "fitting", the first whom the oracle would let do it."""
        if who != "fitting":
            return self.people[who]
        # A different one first for each edition, so that everybody has their turn.
        turn = self.marks % len(CAST)
        people = list(self.people.values())
        return next((one for one in people[turn:] + people[:turn] if fits(one)), people[0])

    def on_screen(self, screen, sheet, version):
        """(page, edition, the object, count and seal that this person saw)."""
        if screen == "fresh" or self.tabs[screen] is None:
            return sheet, version, self.objects[version.pk], version.saved, version.seal
        return self.tabs[screen]

    def add_version(self, sheet, edition, author, words):
        version = Version(edition.pk, len(sheet.versions) + 1, author, words)
        sheet.versions.append(version)
        self.objects[version.pk] = edition
        return version

    def attempt(self, sheet, allowed, verb, **details):
        """Try it: it succeeds if the oracle allows it, else it is refused with a reason. True if it was done."""
        self.touched = [sheet]
        name = verb.__name__
        try:
            self.result = verb(**details)
        except Refused as refused:
            assert refused.message
            assert not allowed, f"{name} was refused, though it is allowed: {refused}"
            self.tally[f"{name} refused"] += 1
            return False
        assert allowed, f"{name} was done, though it is not allowed"
        self.tally[name] += 1
        self.changed = [sheet]
        return True

    # --- what holds after each step

    @invariant()
    def what_stands_is_what_the_oracle_says(self):
        self.whole, whole = False, self.whole
        for sheet in self.touched:
            self.rows_are_those_of(sheet)
        # What did not change is not asked for again until the end of the example.
        for sheet in self.changed:
            self.readers_get_what_was_approved(sheet)
        self.touched, self.changed = [], []
        self.whole = whole

    def rows_are_those_of(self, sheet):
        editions = list(KINDS[sheet.kind].edition_model.objects.filter(page_id=sheet.pk).order_by("number"))
        assert sum(edition.status == "published" for edition in editions) <= 1
        assert sum(edition.status in ("draft", "in review", "approved") for edition in editions) <= 1
        for edition, version in zip(editions, sheet.versions, strict=True):
            edition.page = self.page_of(sheet)
            self.row_is(edition, version)

    def row_is(self, edition, version):
        standing = (edition.pk, edition.number, edition.status, edition.closed_why, edition.saved, edition.seal)
        known = (version.pk, version.number, version.status, version.why, version.saved, version.seal)
        assert standing == known
        assert edition.author_id == self.people[version.author].pk
        assert edition.reviewer_id == (self.people[version.reviewer].pk if version.reviewer else None)
        assert edition.publish_at == version.publish_at
        assert edition.html == version.html
        assert {name: getattr(edition, name) for name in version.words} == version.words
        assert edition.is_sealed() == bool(version.seal)
        assert edition.is_countersigned() == version.was_approved

    def readers_get_what_was_approved(self, sheet):
        answer = self.answer_of(sheet)
        content = answer.content.decode()
        assert answer.status_code == sheet.answer
        shown = set(MARKER.findall(content))
        if sheet.live:
            assert sheet.live.was_approved
            assert sheet.live.html in content
            assert shown <= set(MARKER.findall(" ".join(map(str, sheet.live.words.values())))) | self.told_of(sheet)
        else:
            assert shown <= self.live_markers()

    def told_of(self, sheet):
        """Earlier editions that readers saw are told of with their change notes, which were approved, too."""
        replaced = [version for version in sheet.versions if version.status == "superseded" and version.was_approved]
        return set(MARKER.findall(" ".join(str(version.words["change_note"]) for version in replaced)))

    def live_markers(self):
        words = [str(word) for sheet in self.sheets if sheet.live for word in sheet.live.words.values()]
        return set(MARKER.findall(" ".join(words)))

    def lists_show_live_words_only(self):
        for path in ("/", "/articles/"):
            assert set(MARKER.findall(self.reader.get(path).content.decode())) <= self.live_markers()
