"""Everybody who comes to the desk, by the name of their fixture, and who of them may come in."""

PEOPLE = [
    "author", "other_writer", "reviewer", "earlier_author", "moderator", "editor", "superuser", "stranger",
    "anonymous", "deactivated",
]  # fmt: skip
SIGNED_OUT = {"anonymous", "deactivated"}
WRITERS = {"author", "other_writer", "earlier_author", "editor"}
NO_WRITERS = [one for one in PEOPLE if one not in WRITERS]


def may_only_look(person):
    """The statuses of what is shown and of what is sent, where somebody else may change something."""
    return (302, 403) if person in SIGNED_OUT else (403, 403) if person == "stranger" else (200, 403)
