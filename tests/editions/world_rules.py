"""What happens beside the life cycle: tabs stay open, time passes, owners, accounts and credentials change."""

import datetime

from hypothesis import strategies as st

from editions.models import Page
from people import roles
from people.models import Credentials, User
from tests.conftest import KINDS
from tests.editions.oracle import Confirmed
from tests.editions.steps import AIM, ANYBODY, CREDENTIALS_LAST, MINUTES, PAGES, WHO, step


class WorldRules:
    @step(tab=st.integers(0, 1), page=PAGES, aim=AIM, status=st.sampled_from(["draft", "in review", "approved"]))
    def look_in_a_tab(self, tab, page, aim, status):
        sheet, version = self.pick(page, aim, status)
        edition = KINDS[sheet.kind].edition_model.objects.get(pk=version.pk)
        self.tabs[tab] = (sheet, version, edition, version.saved, version.seal)
        self.touched = []

    @step(minutes=MINUTES)
    def time_passes(self, minutes):
        self.clock.shift(datetime.timedelta(minutes=minutes))
        self.touched = []

    @step(page=PAGES, who=ANYBODY)
    def change_owner(self, page, who):
        sheet = self.sheets[page]
        Page.objects.filter(pk=sheet.pk).update(owner=self.user(who))
        sheet.owner = who
        self.touched = [sheet]

    @step(who=ANYBODY)
    def activate_or_deactivate(self, who):
        person, user = self.people[who], User.objects.get(pk=self.people[who].pk)
        user.is_active = person.active = not person.active
        user.save()
        self.touched = []

    def confirm(self, person, by, until):
        credentials = Credentials.objects.select_related("user").get(user_id=person.pk)
        credentials.valid_until = until
        credentials.confirm(by=User.objects.get(pk=self.people[by].pk))
        person.credentials = Confirmed(by, until)

    def rosa_can_review(self, hands):
        """So that a life does not end when nobody is left: Rosa, confirmed by somebody who wrote nothing here."""
        by = next((name for name in ("eva", "edgar", "edith", "alma") if name not in hands), None)
        if by and "rosa" not in hands:
            for person in (self.people["rosa"], self.people[by]):
                person.active = True
                User.objects.filter(pk=person.pk).update(is_active=True)
            self.confirm(self.people["rosa"], by, self.today() + datetime.timedelta(days=CREDENTIALS_LAST))

    @step(who=st.sampled_from(["otto", "rosa", "alma", "dora"]), how=st.sampled_from(["password", "e-mail", "record"]))
    def suspend_credentials(self, who, how):
        """By another than the account's holder: an admin form, or SQL."""
        person = self.people[who]
        self.marks += 1
        if how == "password":
            User.objects.filter(pk=person.pk).update(password=f"another hash {self.marks}")
        elif how == "e-mail":
            User.objects.filter(pk=person.pk).update(email=f"another-{self.marks}@example.org")
        else:
            Credentials.objects.filter(user_id=person.pk).update(letters=f"Letters {self.marks}")
        person.credentials.holds = False
        self.touched = []

    @step(who=st.sampled_from(["otto", "rosa", "alma", "dora"]), by=WHO, days=st.sampled_from([-1, 0, 3, 40, 400]))
    def confirm_credentials(self, who, by, days):
        person, until = self.people[who], self.today() + datetime.timedelta(days=days)
        confirming = self.someone(by, lambda one: person and one is not person and one.is_one_of(roles.EDITOR_IN_CHIEF))
        allowed = confirming.may_confirm(person, until, self.today())
        self.attempt(None, allowed, self.confirm, person=person, by=confirming.name, until=until)
        self.touched, self.changed = [], []
