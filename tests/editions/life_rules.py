"""The moves of the life cycle, each with what the oracle expects of it."""

import datetime
import io

from django.core.management import call_command
from django.utils import timezone
from hypothesis import strategies as st

from editions.models import Withdrawal
from people import roles
from tests.editions.oracle import Person
from tests.editions.steps import AIM, LATER, MARKER, PAGES, SCREEN, SEAL, WHO, step


class LifeRules:
    # --- writing

    @step(page=PAGES, who=WHO, aim=AIM, source=st.sampled_from(["newest", "newest", "own", "other"]), new=st.booleans())
    def start_draft(self, page, who, aim, source, new):
        sheet = next(
            (one for one in self.sheets[page:] + self.sheets[:page] if aim and not one.open), self.sheets[page]
        )
        by = self.someone(who, Person.writes)
        chosen = {"newest": None, "own": sheet.versions[0], "other": self.sheets[page - 1].versions[-1]}[source]
        foreign = chosen is not None and chosen not in sheet.versions
        words = self.new_words(sheet.kind) if new else {}
        begun = {**(dict(chosen.words) if chosen and not foreign else sheet.copied()), "change_note": "", **words}
        if self.attempt(
            sheet,
            by.writes() and not sheet.open and (chosen is None or sheet.may_begin_from(chosen)),
            self.page_of(sheet).start_draft,
            by=self.user(by.name),
            source=self.objects[chosen.pk] if chosen else None,
            **words,
        ):
            self.add_version(sheet, self.result, by.name, begun)

    @step(page=PAGES, who=WHO, aim=AIM, screen=SCREEN, empty=st.sampled_from(["", "", "summary", "change_note"]))
    def save(self, page, who, aim, screen, empty):
        seen = self.on_screen(screen, *self.pick(page, aim, "draft"))
        sheet, version, edition, saved, _seal = seen
        by = self.someone(who, lambda one: one.name == version.author)
        words = self.new_words(sheet.kind)
        if empty:
            words[empty] = ""
        allowed = version.status == "draft" and by.active and by.name == version.author and saved == version.saved
        if self.attempt(sheet, allowed, edition.save_draft, by=self.user(by.name), saved=saved, **words):
            version.words, version.saved = words, saved + 1

    @step(page=PAGES, who=WHO, aim=AIM, screen=SCREEN)
    def submit(self, page, who, aim, screen):
        sheet, version, edition, saved, _seal = self.on_screen(screen, *self.pick(page, aim, "draft"))
        by = self.someone(who, lambda one: one.name == version.author)
        allowed = sheet.may_submit(version, by, saved, timezone.now())
        if self.attempt(sheet, allowed, edition.submit, by=self.user(by.name), saved=saved):
            self.was_submitted(version, edition)

    def was_submitted(self, version, edition):
        """Words that the oracle knows from the author stand in the row that is sealed from now on."""
        version.status, version.seal, version.html = "in review", edition.seal, edition.html
        assert set(MARKER.findall(version.html)) == set(MARKER.findall(version.words["summary"]))

    @step(page=PAGES, who=WHO)
    def submit_unchanged(self, page, who):
        sheet = next(
            (one for one in self.sheets[page:] + self.sheets[:page] if one.live and not one.open), self.sheets[page]
        )
        by = self.someone(who, Person.writes)
        allowed = by.writes() and sheet.live and not sheet.open and sheet.is_after_withdrawal(timezone.now())
        if self.attempt(sheet, allowed, self.page_of(sheet).submit_unchanged, by=self.user(by.name)):
            words = {**sheet.live.words, "change_note": "Checked: nothing to change."}
            self.was_submitted(self.add_version(sheet, self.result, by.name, words), self.result)

    @step(page=PAGES, who=WHO, aim=AIM, screen=SCREEN, verb=st.sampled_from(["take_back", "discard"]))
    def take_back_or_discard(self, page, who, aim, screen, verb):
        wanted = {"take_back": "in review", "discard": "draft"}[verb]
        sheet, version, edition, *_ = self.on_screen(screen, *self.pick(page, aim, wanted))
        by = self.someone(who, lambda one: one.name == version.author)
        allowed = version.status == wanted and by.active and by.name == version.author
        if self.attempt(sheet, allowed, getattr(edition, verb), by=self.user(by.name)):
            version.status, version.why = "closed", {"take_back": "taken back", "discard": "discarded"}[verb]

    @step(page=PAGES, who=WHO, aim=AIM)
    def take_over(self, page, who, aim):
        sheet, _version = self.pick(page, aim, "draft")
        draft = sheet.only("draft")
        by = self.someone(who, lambda one: draft and one.name != draft.author and one.is_one_of(roles.EDITOR_IN_CHIEF))
        allowed = draft is not None and by.is_one_of(roles.EDITOR_IN_CHIEF) and by.name != draft.author
        if self.attempt(sheet, allowed, self.page_of(sheet).take_over, by=self.user(by.name)):
            draft.status, draft.why = "closed", "taken over"
            self.add_version(sheet, self.result, by.name, dict(draft.words))

    # --- deciding

    @step(page=PAGES, who=WHO, aim=AIM, screen=SCREEN, note=st.sampled_from(["Say more.", "Say more.", " "]))
    def request_changes(self, page, who, aim, screen, note):
        sheet, version, edition, *_ = self.on_screen(screen, *self.pick(page, aim, "in review"))
        by = self.someone(who, lambda one: sheet.may_decide(version, one, self.today()))
        allowed = sheet.may_decide(version, by, self.today()) and note.strip()
        if self.attempt(sheet, allowed, edition.request_changes, by=self.user(by.name), note=note):
            version.status, version.why, version.reviewer = "closed", "changes requested", by.name

    @step(page=PAGES, who=WHO, aim=AIM, screen=SCREEN, which=SEAL, later=LATER)
    def approve(self, page, who, aim, screen, which, later):
        sheet, version, edition, _saved, seen = self.on_screen(screen, *self.pick(page, aim, "in review"))
        by = self.someone(who, lambda one: sheet.may_decide(version, one, self.today()))
        others = [one.seal for other in self.sheets for one in other.versions if one.seal != version.seal]
        seal = {"on screen": seen, "of another edition": (others or [""])[-1], "none": ""}[which]
        now = timezone.now()
        publish_at = None if later is None else now + datetime.timedelta(minutes=later)
        fresh = bool(version.seal) and seal == version.seal and (publish_at is None or publish_at > now)
        allowed = fresh and sheet.may_decide(version, by, self.today())
        if self.attempt(sheet, allowed, edition.approve, by=self.user(by.name), seal=seal, publish_at=publish_at):
            version.status, version.reviewer, version.publish_at = "approved", by.name, publish_at or now
            if publish_at is None:
                sheet.publish(version)

    # --- publishing and withdrawing

    @step(
        page=PAGES, who=WHO, aim=AIM, screen=SCREEN, verb=st.sampled_from(["publish_early", "publish_early", "cancel"])
    )
    def publish_early_or_cancel(self, page, who, aim, screen, verb):
        sheet, version, edition, *_ = self.on_screen(screen, *self.pick(page, aim, "approved"))
        by = self.someone(who, lambda one: sheet.is_concerned(version, one))
        allowed = version.status == "approved" and sheet.is_concerned(version, by)
        if self.attempt(sheet, allowed, getattr(edition, verb), by=self.user(by.name)):
            if verb == "publish_early":
                sheet.publish(version)
            else:
                version.status, version.why = "closed", "cancelled"

    def due(self):
        approved = [(sheet, sheet.only("approved")) for sheet in self.sheets]
        return [(sheet, one) for sheet, one in approved if one and one.publish_at <= timezone.now()]

    @step()
    def publish_due(self):
        call_command("publish_due", stdout=io.StringIO())
        due = self.due()
        for sheet, version in due:
            sheet.publish(version)
            self.tally["publish_due"] += 1
        self.touched = self.changed = [sheet for sheet, _version in due]

    @step(
        page=PAGES, who=WHO, aim=AIM, reason=st.sampled_from(["wrong", "unsafe", "wrong", "no such reason"]),
        successor=st.sampled_from([None, 1, 2, 0]),
    )  # fmt: skip
    def withdraw(self, page, who, aim, reason, successor):
        sheet, _version = self.pick(page, aim, "published", "approved")
        by = self.someone(who, sheet.may_withdraw)
        other = None if successor is None else self.sheets[(self.sheets.index(sheet) + successor) % len(self.sheets)]
        allowed = sheet.may_withdraw(by) and reason in Withdrawal.Reason.values and other is not sheet
        details = {"reason": reason, "successor": other and self.page_of(other)}
        if self.attempt(sheet, allowed, self.page_of(sheet).withdraw, by=self.user(by.name), **details):
            for version in sheet.versions:
                if version.status in ("in review", "approved", "published"):
                    version.status, version.why = "closed", "withdrawn"
            sheet.withdrawn_at = max(timezone.now(), sheet.withdrawn_at or timezone.now())
