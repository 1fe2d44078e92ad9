"""A form behind a button of the desk. Each says to whom it is offered, what it will do, and does it."""

from django import forms


class Move(forms.Form):
    """One thing that a person may do with an edition or a page. ``name`` is the last part of its address."""

    name = button = done = None
    # A second click is asked for where something cannot be undone.
    final = False

    def __init__(self, subject, person, data=None):
        super().__init__(data, auto_id=f"{self.name}-%s", initial=self.starting_values(subject))
        self.subject = subject
        self.person = person

    @staticmethod
    def starting_values(subject):
        return {}

    @property
    def own_fields(self):
        """The visible fields that the template lists."""
        return self.visible_fields()

    def is_offered(self):
        raise NotImplementedError

    def will(self):
        """What will happen, in words, before it happens."""
        raise NotImplementedError

    def apply(self):
        """Do it; raises Refused. Returns where to go next, or None for the edition's own page."""
        raise NotImplementedError
