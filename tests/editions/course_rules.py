"""Several moves in a row, so that lives are long and misses are near."""

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.editions.steps import ANYBODY, CAST, LATER_AHEAD, PAGES


class CourseRules:
    # --- the natural next step of a page, by somebody who may

    @rule(page=PAGES, turns=st.integers(1, 4), later=LATER_AHEAD)
    def life_goes_on(self, page, turns, later):
        self.next_steps(page, turns, later)

    @rule(page=PAGES, turns=st.integers(1, 4), later=LATER_AHEAD)
    def life_goes_further(self, page, turns, later):
        """The same, so that it is drawn twice as often."""
        self.next_steps(page, turns, later)

    def next_steps(self, page, turns, later):
        for _turn in range(turns):
            self.then(self.next_step, page, later)

    def then(self, taken, *place, **details):
        """One of several steps of a rule: what stands is looked at after each."""
        taken(*place, **details)
        self.what_stands_is_what_the_oracle_says()

    def lead_to(self, page, status):
        """Bring this page's newest edition to a status, if four steps can."""
        for _turn in range(4):
            if self.sheets[page].newest.status != status:
                self.then(self.next_step, page, 2 * 1440 if status == "approved" else None)
        return self.sheets[page]

    def next_step(self, page, later):
        sheet = self.sheets[page]
        version = sheet.newest
        if version.status == "draft":
            self.submit(page=page, who="fitting", aim=False, screen="fresh")
        elif version.status == "in review":
            if not any(sheet.may_decide(version, one, self.today()) for one in self.people.values()):
                self.rosa_can_review(sheet.hands(version))
            self.approve(page=page, who="fitting", aim=False, screen="fresh", which="on screen", later=later)
        elif version.status == "approved" and later is None:
            self.publish_early_or_cancel(page=page, who="fitting", aim=False, screen="fresh", verb="publish_early")
        elif version.status == "approved":
            self.clock.move_to(max(version.publish_at, timezone.now()))
            self.publish_due()
        else:
            self.start_draft(page=page, who="fitting", aim=False, source="newest", new=True)

    # --- the nearest misses: everything is right but one thing

    @rule(page=PAGES, what=st.sampled_from(["approve", "request_changes", "submit", "save", "publish_early", "cancel"]))
    def everybody_tries(self, page, what):
        """Those who may not first, then those who may."""
        take, status, details = {
            "approve": (self.approve, "in review", {"which": "on screen", "later": None}),
            "request_changes": (self.request_changes, "in review", {"note": "Say more."}),
            "submit": (self.submit, "draft", {}),
            "save": (self.save, "draft", {"empty": ""}),
            "publish_early": (self.publish_early_or_cancel, "approved", {"verb": "publish_early"}),
            "cancel": (self.publish_early_or_cancel, "approved", {"verb": "cancel"}),
        }[what]
        sheet = self.lead_to(page, status)
        self.tally["nearest misses"] += 1
        version = sheet.newest

        def rights(name):
            person = self.people[name]
            fits = sheet.may_decide(version, person, self.today())
            return fits, name == version.author, sheet.is_concerned(version, person)

        for name in sorted(CAST, key=rights):
            self.then(take, page=page, who=name, aim=False, screen="fresh", **details)

    @rule(page=PAGES)
    def every_seal_is_tried(self, page):
        """By somebody who may approve, the right one last."""
        self.lead_to(page, "in review")
        for which, later in (("none", None), ("of another edition", None), ("on screen", -60), ("on screen", None)):
            self.then(self.approve, page=page, who="fitting", aim=False, screen="fresh", which=which, later=later)

    @rule(page=PAGES, tab=st.integers(0, 1), what=st.sampled_from(["save", "submit", "approve"]))
    def an_old_tab_comes_back(self, page, tab, what):
        """An author goes on in a tab that knows nothing of the last save, a reviewer in one with an older edition."""
        self.lead_to(page, "in review" if what == "approve" else "draft")
        self.then(self.look_in_a_tab, tab=tab, page=page, aim=False, status="draft")
        by = {"page": page, "who": "fitting", "aim": False}
        if what == "approve":
            self.then(self.take_back_or_discard, screen="fresh", verb="take_back", **by)
            self.lead_to(page, "in review")
            self.then(self.approve, screen=tab, which="on screen", later=None, **by)
        else:
            self.then(self.save, screen="fresh", empty="", **by)
            self.then(self.save, screen=tab, empty="", **by)
            self.then(self.submit, screen=tab, **by)

    @rule(page=PAGES, who=ANYBODY)
    def a_former_owner_withdraws(self, page, who):
        former = self.lead_to(page, "published").owner
        self.then(self.change_owner, page=page, who=who)
        self.then(self.withdraw, page=page, who=former, aim=False, reason="wrong", successor=None)

    @rule(page=PAGES)
    def a_clock_goes_back_after_a_withdrawal(self, page):
        self.lead_to(page, "published")
        self.then(self.withdraw, page=page, who="fitting", aim=False, reason="wrong", successor=None)
        self.then(self.time_passes, minutes=-20)
        self.next_steps(page, 3, None)
