"""The first steps: an editor in chief chooses the pages and their order, the others look, and it says who sees what."""

import pytest
from django.db import transaction

from editions import guards
from editions.models import Edition, FirstStep
from editions.models.first_step import MOST
from people.refused import Refused
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.editions.desk.browsing import signed_in, text_of
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT, may_only_look

pytestmark = pytest.mark.django_db

LIST = "/admin/editions/firststep/"
ADD = f"{LIST}add/"


@pytest.fixture
def page(writer, reviewer):
    """``page(slug)``: a live page."""

    def page(slug="bone-pain", kind="article", **words):
        draft = KINDS[kind].begin(writer, slug=slug, **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
        return draft.page

    return page


def path_of_steps():
    return [(step.page.path, step.position) for step in FirstStep.objects.all()]


def as_list(*positions):
    """What the list sends, with a position for each step."""
    steps = FirstStep.objects.all()
    data = {"form-TOTAL_FORMS": len(steps), "form-INITIAL_FORMS": len(steps), "_save": "Save"}
    for number, (step, position) in enumerate(zip(steps, positions, strict=True)):
        data |= {f"form-{number}-id": step.pk, f"form-{number}-position": position}
    return data


def test_an_editor_in_chief_adds_orders_and_removes(editor, page):
    for slug in ("one", "two", "three"):
        page(slug)
    browser = signed_in(editor)
    for given in ("/articles/one/", "https://example.org/articles/two/?page=1#top", "articles/three"):
        assert browser.post(ADD, {"page": given, "position": ""}).status_code == 302
    assert path_of_steps() == [("/articles/one/", 10), ("/articles/two/", 20), ("/articles/three/", 30)]
    assert browser.post(LIST, as_list(25, 20, 30)).status_code == 302
    assert path_of_steps() == [("/articles/two/", 20), ("/articles/one/", 25), ("/articles/three/", 30)]
    last = FirstStep.objects.last()
    assert "Are you sure" in text_of(browser.get(f"{LIST}{last.pk}/delete/"))
    assert browser.post(f"{LIST}{last.pk}/change/", {"position": 5}).status_code == 302
    assert path_of_steps()[0] == ("/articles/three/", 5)
    assert browser.post(f"{LIST}{last.pk}/delete/", {"post": "yes"}).status_code == 302
    assert path_of_steps() == [("/articles/two/", 20), ("/articles/one/", 25)]


def test_a_page_can_be_put_between_two_others(editor, page):
    for slug in ("one", "two"):
        FirstStep.objects.put(page(slug), by=editor)
    page("between", kind="term")
    signed_in(editor).post(ADD, {"page": "/glossary/between/", "position": "15"})
    assert [path for path, _position in path_of_steps()] == ["/articles/one/", "/glossary/between/", "/articles/two/"]


def test_nobody_else_changes_the_path(turn, editor, page):
    step = FirstStep.objects.put(page("one"), by=editor)
    page("two")
    before = path_of_steps()
    for person in [one for one in PEOPLE if one != "editor"]:
        looks, sends = may_only_look(person)
        with turn(person) as browser:
            for address in (LIST, f"{LIST}{step.pk}/change/"):
                assert browser.get(address).status_code == looks
            for address in (ADD, f"{LIST}{step.pk}/delete/"):
                assert browser.get(address).status_code == (302 if person in SIGNED_OUT else 403)
            assert browser.post(ADD, {"page": "/articles/two/", "position": ""}).status_code == sends
            assert browser.post(f"{LIST}{step.pk}/change/", {"position": 5}).status_code == sends
            assert browser.post(f"{LIST}{step.pk}/delete/", {"post": "yes"}).status_code == sends
            browser.post(LIST, as_list(99))
            assert path_of_steps() == before


def test_the_model_itself_refuses_everybody_else(request, editor, page):
    step, other = FirstStep.objects.put(page("one"), by=editor), page("two")
    for name in [one for one in PEOPLE if one not in {"editor", "anonymous", "deactivated"}]:
        person = request.getfixturevalue(name)
        for verb in (
            lambda by: FirstStep.objects.put(other, by=by),
            lambda by: step.move_to(99, by=by),
            lambda by: step.remove(by=by),
        ):
            with pytest.raises(Refused, match="editor in chief"), transaction.atomic():
                verb(person)
    assert path_of_steps() == [("/articles/one/", 10)]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_another_method_changes_nothing(method, editor, page):
    step = FirstStep.objects.put(page("one"), by=editor)
    browser = signed_in(editor)
    for address in (LIST, ADD, f"{LIST}{step.pk}/change/", f"{LIST}{step.pk}/delete/"):
        getattr(browser, method)(address)
        browser.get(address, {"post": "yes", "position": 5})
    assert path_of_steps() == [("/articles/one/", 10)]


def test_what_cannot_be_put_on_the_path_says_why(editor, page, writer):
    KINDS["article"].begin(writer, slug="draft")
    FirstStep.objects.put(page("one"), by=editor)
    browser = signed_in(editor)
    for given, said in {
        "": "This field is required",
        "/articles/none/": "No live page stands at this address",
        "/articles/draft/": "No live page stands at this address",
        "/articles/one/": "one of the first steps already",
    }.items():
        answer = browser.post(ADD, {"page": given, "position": ""})
        assert said in text_of(answer)
        assert f'value="{given}"' in answer.content.decode() or not given
    for wrong in ("-1", "many", "99999"):
        assert browser.post(ADD, {"page": "/articles/one/", "position": wrong}).status_code == 200
    assert len(path_of_steps()) == 1


def test_more_than_a_tired_person_takes_in_is_refused(editor, page):
    for number in range(MOST):
        FirstStep.objects.put(page(f"page-{number}"), by=editor)
    page("one-more")
    assert "Take one off before." in text_of(
        signed_in(editor).post(ADD, {"page": "/articles/one-more/", "position": ""})
    )
    assert len(path_of_steps()) == MOST


def test_the_list_says_which_steps_readers_do_not_see_and_why(editor, page):
    seen, withdrawn, forged = page("one", title="Seen"), page("two"), page("three", title="Forged")
    for one in (seen, withdrawn, forged):
        FirstStep.objects.put(one, by=editor)
    withdrawn.withdraw(by=editor, reason="wrong")
    guards.lift()
    change(Edition.objects.live().get(page=forged), reviewer_name="Dr Nobody")
    guards.install()
    rows = text_of(signed_in(editor).get(LIST))
    assert "Seen /articles/one/ Yes" in " ".join(rows.split())
    assert "(not live) /articles/two/ No. The page is withdrawn." in " ".join(rows.split())
    assert "/articles/three/ No. The signature of its live edition does not hold." in " ".join(rows.split())


def test_it_stands_among_what_the_admin_offers(editor, writer):
    for person, offered in ((editor, True), (writer, False)):
        said = signed_in(person).get("/admin/").content.decode()
        assert LIST in said
        assert (ADD in said) is offered
