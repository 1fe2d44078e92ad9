"""The list of questions is kept on the device alone: by two tabs, where nothing can be kept, with garbage in it."""

import pytest
from playwright.sync_api import expect

from tests.browser.public.along import KEY, LIST, PAGE, WEAK, act, kept, rows, take, words, write
from tests.browser.public.readers import DESKTOP, PHONE

pytestmark = pytest.mark.django_db

GONE = "/articles/old-scan-advice/"
REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
NO_ROOM = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"


def test_two_tabs_show_one_list_and_neither_undoes_the_other(reader):
    mine = reader(DESKTOP)
    mine.goto(LIST)
    write(mine, "One?", "Two?", "Three?")
    other = mine.context.new_page()
    other.goto(LIST)
    write(other, "Four?")
    expect(rows(mine)).to_have_count(4)
    act(mine, "Change", "One?").click()
    act(other, "Remove", "Two?").click()
    mine.get_by_label("Your words").fill("First?")
    mine.get_by_role("button", name="Keep", exact=True).click()
    expect(rows(other).first).to_contain_text("First?")
    assert words(mine) == words(other) == ["First?", "Three?", "Four?"]


@pytest.mark.parametrize(
    "garbage",
    ["no json", "[]", "null", '{"version": 2, "items": []}', '{"version": 1, "items": [{"words": "no day?"}]}',
     '{"version": 1, "items": "many"}', '{"version": 1, "items": [null]}'],
)  # fmt: skip
def test_what_cannot_be_read_is_said_so_left_alone_and_can_be_emptied(reader, garbage):
    page = reader(PHONE)
    page.goto("/about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, garbage])
    take(page, WEAK)
    expect(page.locator(".take-along [role=status]")).to_contain_text("It could not be put on your list.")
    page.goto(LIST)
    expect(page.get_by_text("but we cannot read it")).to_be_visible()
    expect(page.get_by_label("A question of your own")).to_be_hidden()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == garbage
    page.locator("[data-trouble=unreadable]").get_by_role("button", name="Empty the list").click()
    expect(page.get_by_text("but we cannot read it")).to_be_hidden()
    write(page, "One?")
    assert words(page) == ["One?"]


HOSTILE = {"id": "a", "words": "<img src=x onerror=alert(1)>", "on": "2026-01-01", "asked": "Q?", "title": "<b>T</b>"}


def test_what_is_stored_is_shown_as_text_and_leads_nowhere_else(reader):
    page = reader(DESKTOP)
    page.goto("/about/")
    keep = "([key, item]) => localStorage.setItem(key, JSON.stringify({version: 1, items: [item]}))"
    page.evaluate(keep, [KEY, {**HOSTILE, "path": "/articles/bone-pain/"}])
    page.goto(LIST)
    expect(page.locator(".my-list [data-words]")).to_have_text(HOSTILE["words"])
    assert page.locator(".my-list img, .my-list b").count() == 0
    for path in ("javascript:alert(1)", "//a.example/", "https://a.example/", "/\\a.example/", 7):
        page.evaluate(keep, [KEY, {**HOSTILE, "path": path}])
        page.reload()
        expect(page.get_by_text("but we cannot read it")).to_be_visible()
        expect(rows(page)).to_have_count(0)


def test_without_a_place_to_keep_it_a_list_is_for_this_page_and_says_so(reader):
    page = reader(PHONE)
    page.add_init_script(REFUSED)
    page.goto(LIST)
    expect(page.get_by_text("it is gone when you leave this page")).to_be_visible()
    write(page, "One?", "Two?")
    act(page, "Move up", "Two?").click()
    assert words(page) == ["Two?", "One?"]
    page.reload()
    expect(rows(page)).to_have_count(0)
    take(page, WEAK)
    expect(page.locator(".take-along [role=status]")).to_contain_text("It could not be put on your list.")


def test_a_full_device_is_said_and_what_was_typed_stays(reader):
    page = reader(PHONE)
    page.goto(LIST)
    write(page, "One?")
    page.evaluate(NO_ROOM)
    write(page, "Two?")
    expect(page.get_by_text("There is no room for more on your list.")).to_be_visible()
    expect(page.get_by_label("A question of your own")).to_have_value("Two?")
    assert words(page) == ["One?"]


def test_a_list_has_two_hundred_questions_at_most(reader):
    page = reader(PHONE)
    page.goto("/about/")
    page.evaluate(
        """key => localStorage.setItem(key, JSON.stringify({version: 1, items: [...Array(200).keys()].map(number =>
            ({id: `${number}`, words: `Number ${number}?`, on: '2026-01-01'}))}))""",
        KEY,
    )
    page.goto(LIST)
    expect(rows(page)).to_have_count(200)
    write(page, "One more?")
    expect(page.get_by_text("There is no room for more on your list.")).to_be_visible()
    assert len(kept(page)) == 200
    act(page, "Remove", "Number 7?").click()
    write(page, "One more?")
    assert kept(page)[-1]["words"] == "One more?"


@pytest.mark.parametrize(
    "wrong", [{}, {"id": "a", "words": "Q?", "on": "soon"}, {"id": "a", "words": " ", "on": "2026-01-01"}]
)
def test_what_could_not_be_read_again_is_never_written(reader, wrong):
    page = reader(DESKTOP)
    page.goto(LIST)
    write(page, "One?")
    before = page.evaluate(f"localStorage.getItem('{KEY}')")
    step = """async wrong => {
        const {change} = await import(document.querySelector('[data-my-list]').dataset.myList);
        return change(items => [...items, wrong]);
    }"""
    assert page.evaluate(step, wrong) == "refused"
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == before


def test_nothing_of_the_list_is_sent(reader):
    page = reader(DESKTOP)
    requests = []
    page.on("request", lambda request: requests.append((request.method, request)))
    take(page, WEAK)
    page.goto(LIST)
    write(page, "Can we go to the sea?")
    act(page, "Move up", "Can we go to the sea?").click()
    page.goto("/about/")
    assert {method for method, _request in requests} == {"GET"}
    for _method, request in requests:
        assert "?" not in request.url
        assert "sea" not in f"{request.url} {request.all_headers()}"
    assert page.evaluate("Object.keys(localStorage)") == [KEY]


def test_a_question_of_a_page_that_was_taken_down_since_says_so(reader):
    page = reader(PHONE)
    page.goto("/about/")
    gone = {"id": "a", "words": "Q?", "on": "2026-01-01", "asked": "Q?", "title": "T", "path": GONE}
    keep = "([key, items]) => localStorage.setItem(key, JSON.stringify({version: 1, items}))"
    page.evaluate(
        keep, [KEY, [gone, gone | {"id": "b", "path": PAGE}, {"id": "c", "words": "Own?", "on": "2026-01-01"}]]
    )
    page.goto(LIST)
    said = page.get_by_text("We have taken this page down since then")
    expect(rows(page).nth(0).locator(said)).to_be_visible()
    assert [one.is_visible() for one in said.all()] == [True, False, False]
    page.emulate_media(media="print")
    expect(said.first).to_be_visible()
