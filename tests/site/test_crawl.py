"""Every page that readers of the demonstration can reach, by its HTML: well built, linked, and led to nothing else."""

import gzip
import json
import re

import pytest
from django.conf import settings

from markup.uploads import FOLDER as FOLDER_OF_FILES
from stage4site.demo import FOLDER
from stage4site.demo_pages import sections
from tests.site.conftest import CRAWLED, LED_TO_BY_NOTHING
from tests.site.tree import HEADINGS, parse

pytestmark = pytest.mark.django_db

PLAIN = {"/", "/articles/", "/topics/", "/experts/", "/urgent/", "/videos/"}
PLAIN |= {"/take-along/", "/how-we-review/", "/about/", "/privacy/", "/accessibility/", "/contact/"}
# The only form that keeps anything.
KEEPS = "/questions/ask/"
# Another view of an article, which search engines are to pass over.
SHORT = "short/"
LOADED = ("script", "link", "img", "iframe", "video", "audio", "source", "track", "object", "embed", "image", "use")


def edition_of(crawled, path):
    """The edition whose words stand at this address, in whole or in short."""
    page = crawled.get(path.removesuffix(SHORT))
    return page and page.edition


def to_be_found(crawled):
    """{path: page} of what search engines are to list."""
    return {path: page for path, page in crawled.items() if page.status == 200 and not path.endswith(SHORT)}


def test_the_crawl_reaches_every_page_that_is_live(crawled):
    files = [path for kind in CRAWLED for path in (FOLDER / kind).glob("*.txt") if "." not in path.stem]
    states = {f"/{path.parent.name}/{path.stem}/": sections(path).get("state", "live") for path in files}
    live = {path for path, state in states.items() if state in {"live", "overdue"}}
    hidden = states.keys() - live
    assert live
    assert hidden
    assert crawled.keys() >= PLAIN | live
    assert not hidden & (crawled.keys() - LED_TO_BY_NOTHING.keys())
    assert sum(path.startswith("/topics/") for path in crawled) > 3
    assert {page.path for page in crawled.values() if page.edition} == live
    articles = {path for path in live if path.startswith("/articles/")}
    assert {path for path in crawled if path.endswith(SHORT)} == {path + SHORT for path in articles}


def test_every_page_is_there_and_those_that_are_not_say_so(crawled):
    statuses = {path: page.status for path, page in crawled.items() if page.status != 200}
    assert statuses == LED_TO_BY_NOTHING


def test_every_page_has_one_first_heading_and_skips_no_rank(crawled):
    for path, page in crawled.items():
        ranks = [int(heading.tag[1]) for heading in page.body.all(*HEADINGS)]
        assert ranks.count(1) == 1, path
        for before, after in zip([0, *ranks], ranks, strict=False):
            assert after <= before + 1, (path, ranks)
        assert all(heading.text for heading in page.body.all(*HEADINGS)), path


def test_the_first_heading_stands_before_every_other(crawled):
    for path, page in crawled.items():
        first = next(page.tree.one("main").all(*HEADINGS))
        assert first.tag == "h1", path


def test_every_id_is_given_once_and_every_reference_to_one_holds(crawled):
    for path, page in crawled.items():
        ids = [one["id"] for one in page.tree.walk() if one["id"] is not None]
        assert len(ids) == len(set(ids)), path
        named = " ".join(
            one[name] or "" for one in page.tree.walk() for name in ("aria-labelledby", "aria-describedby", "for",
                                                                      "popovertarget", "aria-controls")
        )  # fmt: skip
        assert set(named.split()) <= set(ids), path


def test_every_internal_link_leads_to_a_page_and_its_fragment_to_a_place(crawled):
    for path, page in crawled.items():
        for address, fragment in page.links():
            if address.startswith(FOLDER_OF_FILES):
                assert address.removeprefix(FOLDER_OF_FILES) in page.edition.files.split(), (path, address)
                continue
            there = crawled[address]
            assert there.status == 200 or there is page, (path, address)
            assert not fragment or list(there.tree.all(id=fragment)), (path, address, fragment)


def test_every_link_says_something_and_leads_somewhere(crawled):
    for path, page in crawled.items():
        for link in page.tree.all("a"):
            assert link.text or link["aria-label"], (path, link.attributes)
            assert re.match(r"(/|#\w|\?page=|https?://|mailto:)", link["href"]), (path, link.attributes)


def test_every_page_has_its_language_and_a_title_of_its_own(crawled):
    titles = {}
    for path, page in crawled.items():
        edition = edition_of(crawled, path)
        assert page.tree["lang"] == (edition.page.language if edition else settings.LANGUAGE_CODE), path
        titles.setdefault(page.head.one("title").raw, []).append(path)
    assert [paths for paths in titles.values() if len(paths) > 1] == [["/none/", "/articles/none/"]]


def test_the_title_of_a_page_begins_with_its_first_heading(crawled):
    for path, page in crawled.items():
        first, *more = page.head.one("title").raw.split(" – ")
        assert first == page.body.one("h1").text, path
        assert more[-1:] == ["Stage 4, explained"] or path == "/", path


def test_every_page_has_its_landmarks_once(crawled):
    for path, page in crawled.items():
        assert page.body.one("main")["id"] == "main", path
        around = [one for one in page.body.elements if one.tag in {"header", "footer", "main", "aside"}]
        assert [one.tag for one in around] == ["header", "aside", "main", "footer"], path
        names = [one["aria-label"] or page.tree.one(id=one["aria-labelledby"]).text for one in page.body.all("nav")]
        assert len(names) == len(set(names)), (path, names)


def test_the_skip_link_is_the_first_thing_and_leads_to_the_main_part(crawled):
    for path, page in crawled.items():
        first = page.body.elements[0]
        assert (first.tag, first["href"], first.text) == ("a", "#main", "Skip to the text"), path
        assert page.tree.one("main")["tabindex"] == "-1", path


def test_the_emergency_box_stands_at_the_same_place_with_the_numbers(crawled):
    places = set()
    for path, page in crawled.items():
        box = page.body.one("aside", class_="emergency")
        assert "In an emergency call 112, 999 or 911" in box.one("summary").text, path
        before = page.body.elements[: page.body.elements.index(box)]
        places.add(tuple(one["class"] for one in before))
    assert places == {("skip", "banner", "site-header")}


def test_the_box_names_each_card_with_its_numbers_and_chooses_none(crawled):
    cards = {page.path: page.edition for page in crawled.values() if page.edition and page.edition.kind == "urgent"}
    assert len(cards) == 6
    for path, page in crawled.items():
        box = page.body.one("aside", class_="emergency")
        rows = {row.one("a")["href"]: row for row in box.all("li")}
        assert rows.keys() == cards.keys(), path
        for address, card in cards.items():
            row = rows[address]
            assert (row["data-country"], row["data-name"]) == (card.country, card.title)
            assert row["data-numbers"] == row.one("strong").text == card.numbers
        assert not any("selected" in option.attributes for option in box.all("option")), path


def test_every_page_says_that_it_is_a_demonstration(crawled):
    for path, page in crawled.items():
        banner = page.body.one(class_="banner")
        assert banner.text.startswith("Demonstration. No clinician has reviewed what you read here."), path


def test_no_page_loads_anything_from_elsewhere(crawled):
    for path, page in crawled.items():
        for one in page.tree.all(*LOADED):
            if one.tag == "link" and one["rel"] == "canonical":
                continue
            for name in ("src", "href", "data", "poster", "srcset", "xlink:href"):
                assert (one[name] or "/").startswith("/"), (path, one.attributes)
                assert not (one[name] or "").startswith("//"), (path, one.attributes)


def test_no_page_has_inline_code_or_style_or_a_form_that_keeps_anything(crawled):
    for path, page in crawled.items():
        for one in page.tree.walk():
            assert not [name for name in one.attributes if name == "style" or name.startswith("on")], path
            assert one.tag not in {"style", "iframe", "object", "embed"}, path
        for form in page.tree.all("form"):
            keeps = path == form["action"] == KEEPS
            assert (form["method"] or "get", (form["action"] or "/")[:1]) == ("post" if keeps else "get", "/"), path
        for script in page.tree.all("script"):
            assert script["src"] or script["type"] == "application/ld+json", path
            assert script["type"] in {"module", "application/ld+json"}, path  # never blocks


def test_without_scripts_no_button_or_field_does_nothing(crawled):
    """What only a script brings to life is hidden until it has come; a popover needs none."""
    for path, page in crawled.items():
        for one in page.body.all("button", "select", "input", "textarea"):
            assert one["popovertarget"] or _within(one, _works_or_is_hidden), (path, one.raw)


def _works_or_is_hidden(around):
    waits = around.tag == "template" or "hidden" in around.attributes
    return waits or (around.tag == "form" and list(around.all("button")))


def _within(element, true):
    while element is not None:
        if true(element):
            return True
        element = element.parent
    return False


def _names_a_page(around):
    """An entry of a list, whose words stand in its link: a picture beside it says nothing more."""
    return around.tag == "li" and any(link.text for link in around.all("a"))


def test_every_picture_has_words_and_every_table_its_headings(crawled):
    for path, page in crawled.items():
        for picture in page.body.all("img"):
            assert picture["alt"] or _within(picture, _names_a_page), path
        for table in page.body.all("table"):
            assert list(table.all("th")), path


# The head ---------------------------------------------------------------------------------------


def of_property(page, name):
    return page.head.one("meta", property=f"og:{name}")["content"]


def test_a_page_that_is_there_has_its_canonical_address(crawled):
    for path, page in crawled.items():
        if page.status == 200:
            assert page.head.one("link", rel="canonical")["href"] == settings.SITE_URL + path.removesuffix(SHORT)
    for path, page in to_be_found(crawled).items():
        assert of_property(page, "url") == settings.SITE_URL + path


def test_open_graph_says_what_the_page_shows(crawled):
    for path, page in to_be_found(crawled).items():
        assert of_property(page, "title") == page.body.one("h1").text, path
        described = page.head.one("meta", name="description")["content"]
        assert of_property(page, "description") == described, path
        assert 20 < len(described) < 200, path
        if page.edition:
            assert described == page.tree.one("main").one("p", class_="summary").text == page.edition.summary, path
        assert of_property(page, "type") in {"website", "article", "profile", "video.other"}


def test_descriptions_are_unlike_each_other(crawled):
    pages = to_be_found(crawled).values()
    described = [page.head.one("meta", name="description")["content"] for page in pages]
    assert len(described) == len(set(described))


def test_a_page_that_is_not_there_asks_not_to_be_listed(crawled):
    for path in LED_TO_BY_NOTHING:
        head = crawled[path].head
        assert head.one("meta", name="robots")["content"] == "noindex"
        assert not list(head.all("link", rel="canonical"))
        assert not list(head.all("meta", property="og:url"))
    asking = {path for path, page in crawled.items() if page.status == 200 and list(page.head.all(name="robots"))}
    assert asking == {path for path in crawled if path.endswith(SHORT)}


def test_only_reviewed_pages_carry_data_for_machines(crawled):
    for path, page in crawled.items():
        scripts = list(page.tree.all("script", type="application/ld+json"))
        assert len(scripts) == (1 if page.edition else 0), path
        assert all(json.loads(script.raw)["@context"] == "https://schema.org" for script in scripts)


def test_the_tree_is_strict():
    for wrong in ("<html><p></html>", "<html></p></html>", "<html><i id=a id=b></i></html>"):
        with pytest.raises(AssertionError):
            parse(wrong)


def test_the_first_view_of_an_article_is_light_with_the_whole_glossary(crawled):
    style = len(gzip.compress((settings.BASE_DIR / "static/public/site.css").read_bytes()))
    for path, page in crawled.items():
        if page.status == 200 and path.startswith("/articles/") and page.edition:
            assert page.weight + style <= 20 * 1024, path
