"""A list of questions in use: how a reader fills it, and what stands on it."""

import json

PAGE = "/articles/bone-pain/"
LIST = "/take-along/"
KEY = "stage4-questions"
WEAK, NIGHT = "Which of my bones are weak?", "Whom do I call at night?"


def kept(page):
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or '{"items": []}')["items"]


def take(page, *questions):
    """Puts these questions of the article on the list, there."""
    page.goto(PAGE)
    page.locator(".take-along").scroll_into_view_if_needed()
    page.locator(".take-along summary").click()
    for question in questions:
        page.get_by_role("button", name=f"Put on my list: {question}").click()


def write(page, *questions):
    for question in questions:
        page.get_by_label("A question of your own").fill(question)
        page.locator("[data-own] button").click()


def rows(page):
    return page.locator(".my-list [data-items] > li")


def words(page):
    return page.locator(".my-list [data-words]").all_inner_texts()


def act(page, name, question):
    return page.get_by_role("button", name=f"{name}: {question}", exact=True)
