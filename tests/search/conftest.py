"""What a reader finds: a page of results, taken apart."""

import pytest

from tests.glossary.conftest import shelf  # noqa: F401
from tests.site.conftest import answered, demonstration, publish, read, replace  # noqa: F401
from tests.site.tree import parse


class ResultsPage:
    """``paths`` of what was found, in order; ``facets``: {name: {label: count}}."""

    def __init__(self, answer):
        self.answer = answer
        assert answer.status_code == 200, answer.status_code
        self.tree = parse(answer.content.decode())
        self.main = self.tree.one("main")
        self.said = self.main.text

    @property
    def items(self):
        return [item for one in self.main.all("ol", class_="results") for item in one.elements]

    @property
    def paths(self):
        return [next(item.one("h2").all("a"))["href"] for item in self.items]

    @property
    def cards(self):
        return [item for item in self.items if item["class"] == "found-card"]

    @property
    def marked(self):
        return [one.text for one in self.main.all("mark")]

    @property
    def notices(self):
        return [one.text for one in self.main.all("p", class_="notice")]

    @property
    def questions(self):
        """[(the word offered, where it leads)]."""
        return [(link.text, link["href"]) for one in self.main.all("p", class_="notice") for link in one.all("a")]

    @property
    def facets(self):
        found = {}
        for name in ("kind", "topic", "language"):
            for heading in self.main.all("p", id=f"facet-{name}"):
                found[name] = {link.text: link["href"] for link in self.listed(heading).all("a")}
        return found

    def listed(self, heading):
        return self.main.one("ul", **{"aria-labelledby": heading["id"]})


@pytest.fixture
def search(client, db):
    """``search(typed, **more)``: the page of results; ``more`` are facets and the number of the page."""
    return lambda typed, **more: ResultsPage(client.get("/search/", {"q": typed, **more}))


@pytest.fixture
def follow(client):
    """The page of results at a link of another one."""
    return lambda href: ResultsPage(client.get(f"/search/{href}"))


@pytest.fixture
def suggested(client, db):
    """[(words, path)] of what is suggested for what was typed."""

    def suggested(typed):
        answer = client.get("/search/names.json", {"q": typed})
        assert answer.status_code == 200
        return [(one["words"], one["path"]) for one in answer.json()["found"]]

    return suggested
