"""What a question or its answer is about stands in no title, address, list, log or mail while readers do not see it.

Every page of the admin is opened as each colleague, following all links: where a text of an answer that is not live is
shown, its reading was written down.
"""

import datetime
import html
import re
from urllib.parse import urldefrag

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from editions.desk import page_url
from editions.models import Edition, Topic
from questions.models import Reading, Submission
from tests.conftest import ANSWER_WORDS, WORDING, ask, assigned
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db

MARK = "zebrafinch"
WORDS = {**ANSWER_WORDS, "title": f"Does the {MARK} hurt?", "summary": f"The {MARK}.", "change_note": f"More {MARK}."}
COLLEAGUES = ["writer", "other_writer", "reviewer", "moderator", "editor"]
LINK = re.compile(r'href="(/admin/[^"]*|\?[^"]*)"')
# No question stands behind the first ones; the second ones are other orders and choices of a list.
LEFT_OUT = re.compile(
    r"/admin/(logout|password_change|jsi18n|people|glossary|articles|videos|experts|urgent)/"
    r"|[?&](o|_facets|_changelist_filters|in_work|owner__id__exact|topics__id__exact)="
)
# Where the address of a page is chosen it has to be shown.
CHOSEN = re.compile(r'<input[^>]* name="slug"[^>]*>')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture
def answers(writer, reviewer, moderator):
    """One answer in each state in which readers do not see it; and a question that is with the moderator."""
    details = {"topic": Topic.objects.create(name="Pain", slug="pain"), "original": f"My {MARK} hurts."}
    ask(**details).claim(by=moderator)
    draft, in_review, sent_back, private, down = (assigned(writer, **details) for _each in range(5))
    for question in (draft, in_review, sent_back):
        edition = question.start_answer(by=writer, slug=f"{MARK}-{question.pk}", **WORDS)
        if question is not draft:
            edition.submit(by=writer, saved=edition.saved)
    edition.request_changes(by=reviewer, note=f"More of the {MARK}.")
    answered(private, writer, reviewer, publish=False, **{**WORDS, "slug": f"{MARK}-private"})
    answered(down, writer, reviewer, **{**WORDS, "slug": f"{MARK}-down"})
    down.withdraw_consent(sort="publish")


def pages(browser):
    """(address, answer, how many readings it made) of each page that links lead to from the first screen."""
    waiting, seen = ["/admin/"], {"/admin/"}
    while waiting:
        address, before = waiting.pop(), Reading.objects.count()
        answer = browser.get(address)
        yield address, answer, Reading.objects.count() - before
        if answer.status_code == 200 and not answer.streaming:
            here = address.partition("?")[0]
            for found in LINK.findall(answer.content.decode()):
                link = urldefrag(html.unescape(found)).url
                link = f"{here}{link}" if link.startswith("?") else link
                if link not in seen and not LEFT_OUT.search(link):
                    seen.add(link)
                    waiting.append(link)


@pytest.mark.parametrize("who", COLLEAGUES)
def test_no_page_of_the_admin_tells_it_in_passing(answers, who, request):
    browser, bad, shown = signed_in(request.getfixturevalue(who)), [], 0
    for address, answer, readings in pages(browser):
        text = CHOSEN.sub("", answer.content.decode())
        title = TITLE.search(text)
        headers = " ".join(answer.headers.values())
        if MARK in f"{address}{title and title[1]}{headers}":
            bad.append(f"{address}: in its address, title or headers")
        if MARK in text or WORDING in text:
            shown += 1
            bad += [] if readings else [f"{address}: shown, and no reading is written down"]
    assert not bad, "\n".join(bad)
    assert shown or who == "other_writer"


def test_no_mail_and_no_log_tells_it(answers, writer, editor, time_machine):
    form = {"owner": writer.pk, "review_every": 6}
    for edition in Edition.objects.filter(page__kind="answer"):
        assert (
            signed_in(writer).post(page_url(edition.page), form | {"slug": f"{MARK}-{edition.pk}-new"}).status_code
            == 302
        )
        assert MARK not in str(edition)
    assert LogEntry.objects.count() >= 5
    assert not [entry for entry in LogEntry.objects.all() if MARK in f"{entry.object_repr} {entry.change_message}"]
    call_command("send_notices")
    time_machine.move_to(timezone.now() + datetime.timedelta(days=4))
    call_command("send_reminders")
    call_command("tell_colleagues")
    assert len(mail.outbox) > 5
    assert not [one.subject for one in mail.outbox if MARK in f"{one.subject} {one.body}"]


def test_nothing_is_found_by_what_it_is_about_and_everything_by_its_number(answers, writer):
    browser = signed_in(writer)
    listed = reverse("admin:questions_answer_changelist")
    for address in (f"{listed}?q={MARK}", f"{reverse('admin:editions_find')}?q={MARK}"):
        assert "Question" not in re.sub(r"Questions?\b(?! \d)", "", text_of(browser.get(address)))
    question = Submission.objects.exclude(answer_page=None).first()
    assert f"{question}, Pain (not live)" in text_of(browser.get(f"{listed}?q={question.pk}"))
