"""The cast, and what every test needs. Writer and reviewer are two people; the stranger may do nothing."""

import datetime
import gc

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import TransactionTestCase

from articles.models import Article
from editions import guards, reading
from editions.models import Generation, Page
from experts.models import Expert
from glossary.models import Term
from people import roles
from people.models import Credentials, User
from questions import receipts
from questions.models import Answer, Submission
from tests.leaflets.models import Leaflet
from urgent.models import Country, UrgentCard
from videos.models import Video

PASSWORD = "a long enough password"


# What knows no kind is shown for one with many words and for the smallest one; what does, for all of them.
TWO_KINDS = {"article", "leaflet"}
KNOWS_NO_KIND = ("test_preview", "test_asking", "record/", "reminders/")
# First, so that no process is left with a long one at the end.
LONG = ("browser/", "deploy/", "site/", "test_demonstration", "test_state_machine", "test_hostile", "test_demo_pages",
        "test_kills", "test_guards", "test_bounds", "test_readings")  # fmt: skip
# Two of three tests of an attack ask what a guard does alone, and what happens without it: a guard of the editions' own
# tables is the same trigger for every kind.
OF_ONE_TRIGGER = ("test_this_guard_alone_refuses", "test_the_same_attack_succeeds_once_the_guard_is_lifted")
# For every kind on PostgreSQL, too: what the database itself does.
OF_THE_DATABASE = ("test_guards", "test_generation")
# Each restores a site by commands of their own; PostgreSQL's part is in the drill, and in these.
RESTORES = ("test_keeping_down", "test_keeping_erased")
RESTORES_ON_POSTGRESQL = (
    "test_no_clock_says", "test_what_was_scheduled", "test_everything_that_was_erased", "test_a_consent_that_ended_has",
)  # fmt: skip
# Pages, files and who may do what, which say the same whichever engine they were read from.
OF_NO_ENGINE = (
    "site/test_crawl", "site/test_machines", "site/test_pages", "site/test_home", "site/test_take_along",
    "articles/test_pages", "printouts/test_pdf", "printouts/test_command", "videos/test_film",
    "test_large_uploads", "test_demonstration", "test_demo_pages", "test_demo_questions", "desk/test_who",
)  # fmt: skip


def pytest_collection_modifyitems(config, items):
    """What would say the same again is run once: on one engine, or for two kinds of text."""
    kept = [item for item in items if says_something_new(item)]
    config.hook.pytest_deselected(items=[item for item in items if not says_something_new(item)])
    items[:] = sorted(kept, key=lambda item: not any(name in item.path.as_posix() for name in LONG))


def pytest_collection_finish():
    """What was imported and collected stays to the end: looking through it for garbage took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def says_something_new(item):
    params = item.callspec.params if hasattr(item, "callspec") else {}
    kind = params.get("kind", "article") if params else None
    if getattr(params.get("attack"), "kind", None) not in {None, kind}:
        return False
    place, on_sqlite = item.path.as_posix(), connection.vendor == "sqlite"
    if any(name in place for name in RESTORES) and not on_sqlite:
        return item.name.startswith(RESTORES_ON_POSTGRESQL)
    if not on_sqlite and any(name in place for name in OF_NO_ENGINE):
        return False
    if kind in {None, *TWO_KINDS}:
        return on_sqlite or depends_on_the_engine(item)
    if item.originalname in OF_ONE_TRIGGER and params["attack"].is_of_every_kind:
        return False
    if on_sqlite:
        return not any(name in place for name in KNOWS_NO_KIND)
    return any(name in place for name in OF_THE_DATABASE)


def depends_on_the_engine(item):
    """Whether a test uses the database, and not only to look at a screen in a browser."""
    if "browser" in item.path.parts and item.path.stem != "test_whole_way":
        return False
    return item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db"} & {*item.fixturenames})


@pytest.fixture(scope="session", autouse=True)
def only_tests_may_flush():
    """The guards refuse the emptying of tables that follows a transactional test: lift, flush, install."""
    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(self):
        guards.lift()
        flush(self)
        guards.install()
        Generation.objects.renew()

    TransactionTestCase._fixture_teardown = lifted_flush
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "backups"


@pytest.fixture(autouse=True)
def fresh_throttling():
    from django.core.cache import cache

    cache.clear()
    reading.forget()


def make_person(name, *role_names, **fields):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    person = User.objects.create_user(email, PASSWORD, name=name, **fields)
    person.groups.set(Group.objects.filter(name__in=role_names))
    return person


def give_credentials(person, confirmed_by, **changes):
    details = {
        "name": person.name,
        "letters": "MB BS",
        "role": "oncologist",
        "organisation": "A hospital",
        "registration_body": "A council",
        "registration_number": "123",
        "valid_until": datetime.date.today() + datetime.timedelta(days=3650),
        **changes,
    }
    credentials = Credentials.objects.create(user=person, **details)
    if confirmed_by:
        credentials.confirm(by=confirmed_by)
    return credentials


@pytest.fixture
def writer(db):
    return make_person("Wanda Writer", roles.WRITER)


@pytest.fixture
def other_writer(db):
    return make_person("Otto Writer", roles.WRITER)


@pytest.fixture
def editor(db):
    return make_person("Edith Editor", roles.EDITOR_IN_CHIEF)


@pytest.fixture
def reviewer(db, editor):
    person = make_person("Rosa Reviewer", roles.CLINICAL_REVIEWER)
    give_credentials(person, editor)
    return person


@pytest.fixture
def moderator(db):
    return make_person("Mona Moderator", roles.MODERATOR)


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root@example.org", PASSWORD, name="Root")


@pytest.fixture
def stranger(db):
    """Somebody with an account and no role."""
    return make_person("Stan Stranger")


ARTICLE_WORDS = {
    "title": "Bone pain",
    "summary": "What helps when cancer in the bones hurts.",
    "in_short": "Pain can be treated.\nTell your team early.\nRadiotherapy often helps. [@who-pain]",
    "body": "## What helps\n\nRadiotherapy eases bone pain. [@who-pain]\n",
    "sources": "who-pain | WHO. Guidelines for cancer pain. 2018. | https://www.ncbi.nlm.nih.gov/books/NBK537497/",
}
EXPERT_WORDS = {
    "title": "Ella Expert",
    "summary": "Ella Expert treats people with breast cancer.",
    "credentials": "MB BS, FRCP",
    "role": "Consultant medical oncologist",
    "organisation": "A hospital",
    "registration": "A council 1234567",
    "biography": "Ella Expert works in a breast clinic.\n",
    "interests": "None declared.",
}
URGENT_WORDS = {
    "title": "United Kingdom",
    "summary": "When to call at once.",
    "country": "GB",
    "numbers": "999 or 112",
    "emergency": "sudden chest pain\nbleeding that will not stop",
    "team": "a fever of 38 °C\nnew pain in your back",
    "body": "## What to say\n\nSay which medicine you have.\n",
    "sources": "nhs-999 | NHS. When to call 999. | https://www.nhs.uk/nhs-services/urgent-and-emergency-care-services/",
}
TERM_WORDS = {
    "title": "fulvestrant",
    "summary": "A hormone medicine that blocks oestrogen.",
    "sort": "drug",
    "say": "ful-VES-trunt",
    "names": "brand | Faslodex | UK, EU, US | of this page\nmisspelling | fulvestrent | | of this page",
    "drug_class": "SERD",
    "given": "As an injection each month.",
    "used_for": "Stage 4 breast cancer with oestrogen receptors.",
    "side_effects": "hot flushes\ntiredness",
    "call_team": "a leg that swells\nsudden trouble breathing",
    "not_the_same_as": "fluorouracil | It is chemotherapy.",
    "atc": "L02BA03",
    "ncit": "C1379",
    "rxnorm": "282357",
    "endings": "-estrant",
    "body": "## How long?\n\nFor as long as it works. [@who-atc]\n",
    "sources": "who-atc | WHO. ATC/DDD Index. | https://atcddd.fhi.no/atc_ddd_index",
    "meaning": "same",
}
VIDEO_WORDS = {
    "title": "What pain is",
    "summary": "A film says what pain in the bones is.",
    "in_short": "Pain can be treated.\nTell your team early.\nRadiotherapy often helps. [@who-pain]",
    "speaker": "Ella Expert, MB BS",
    "recorded_on": datetime.date(2024, 3, 1),
    "film_address": "https://vimeo.com/123456789",
    "seconds": 90,
    "captions": "WEBVTT\n\n00:00.000 --> 00:04.000\nPain can be treated.\n\n00:05.000 --> 00:09.000\nTell your team.",
    "transcript_sort": "account",
    "transcript": "0:00 | Ella Expert | Pain can be treated.\n0:05 | Tell your team.",
    "chapters": "0:00 | What pain is\n0:05 | Whom to tell",
    "corrections": "0:00 | 2026-01-01 | There are more ways now. [@who-pain]",
    "licence": "own film",
    "sources": "who-pain | WHO. Guidelines for cancer pain. 2018. | https://www.ncbi.nlm.nih.gov/books/NBK537497/",
}
ANSWER_WORDS = {
    "title": "Is new back pain a sign of something?",
    "summary": "When pain in the back has to be looked at, and by whom.",
    "short_answer": "Tell your team about new pain on the same day. [@who-pain]",
    "body": "## Why your team asks\n\nNew pain can be treated. [@who-pain]\n",
    "sources": ARTICLE_WORDS["sources"],
}
LEAFLET_WORDS = {"title": "A leaflet", "summary": "What this leaflet says.", "lines": "One line."}


class Kind:
    """One kind of text, as the life-cycle tests need it: its page model, words, and a way to change them.

    ``anew`` is what its author has to say of each following edition beside the change note.
    """

    anew = {}

    def __init__(self, page_model, words, field):
        self.page_model, self.words, self.field = page_model, words, field
        self.edition_model = page_model.edition_model
        self.table = self.edition_model._meta.db_table

    def begin(self, by, slug="a-page", **details):
        return self.page_model.objects.begin(by=by, slug=slug, **{**self.words, **details})

    def other_words(self, text="Other words."):
        return {self.field: f"{self.words[self.field]}\n{text}", **self.anew}

    def get(self, edition):
        return self.edition_model.objects.get(pk=edition.pk)


class OfACountry(Kind):
    """Emergency cards: of a country and language there is one, so that each page is for another pair."""

    def begin(self, by, slug="a-page", **details):
        language, place = divmod(Page.objects.filter(kind=self.edition_model.kind).count(), len(Country.values))
        country = list(Country)[place]
        own = {"country": country.value, "title": country.label, "language": ["en", "de", "fr", "nl"][language]}
        return super().begin(by, slug, **{**own, **details})


class WithAName(Kind):
    """Terms: a name belongs to one live term, so that each page has its own. What it means may change."""

    anew = {"meaning": "same"}

    def begin(self, by, slug="a-page", **details):
        count = Page.objects.filter(kind=self.edition_model.kind).count()
        own = {"title": f"{self.words['title']} {count + 1}"} if count else {}
        return super().begin(by, slug, **{**own, **details})


ASKED = "My back has hurt since Monday. I am Jane, and Dr Miller knows me. Should I tell my team?"
WORDING = "My back has hurt for some days. Should I tell my team?"


def ask(**changes):
    """A question that was just sent, both consents given."""
    details = {"original": ASKED, "topic": None, "country": "GB", "asker": "living", "of_age": True}
    consents = {"private": True, "publish": True}
    return Submission.objects.ask(**{"key": receipts.nonce(), **details, **consents, **changes})[0]


def desk_person(name, *role_names):
    """A colleague who is made when a question first needs one: kinds make their pages without the cast."""
    found = User.objects.filter(email=f"{name.lower().replace(' ', '.')}@example.org").first()
    return found or make_person(name, *role_names)


def assigned(to, *, confirmed=True, **changes):
    """A question that is edited, confirmed by somebody who will not answer, and with this clinician."""
    question, mina = ask(**changes), desk_person("Mina Moderates", roles.MODERATOR)
    question.claim(by=mina)
    question.redact(by=mina, wording=WORDING)
    if confirmed:
        question.confirm(by=desk_person("Cora Confirms", roles.MODERATOR), wording=WORDING)
    question.assign(by=mina, to=to)
    return question


class OfAQuestion(Kind):
    """Answers: each is for a question of its own, to whose publication whoever asked agrees."""

    def begin(self, by, slug="a-page", **details):
        return assigned(by).start_answer(by=by, slug=slug, **{**self.words, **details})


KINDS = {
    "article": Kind(Article, ARTICLE_WORDS, "body"),
    "expert": Kind(Expert, EXPERT_WORDS, "biography"),
    "urgent": OfACountry(UrgentCard, URGENT_WORDS, "body"),
    "term": WithAName(Term, TERM_WORDS, "body"),
    "video": Kind(Video, VIDEO_WORDS, "transcript"),
    "answer": OfAQuestion(Answer, ANSWER_WORDS, "body"),
    "leaflet": Kind(Leaflet, LEAFLET_WORDS, "lines"),
}
# For the tests that make pages by the hundred: a kind with many words, and the smallest one.
LARGE_AND_SMALL = [KINDS["article"], KINDS["leaflet"]]


@pytest.fixture(params=KINDS)
def kind(request):
    """Each kind in turn: a test that takes this runs for all of them, so that none can drift."""
    return KINDS[request.param]


@pytest.fixture
def draft(kind, writer):
    return kind.begin(writer)


@pytest.fixture
def submitted(draft, writer):
    draft.submit(by=writer, saved=draft.saved)
    return draft


@pytest.fixture
def scheduled(submitted, reviewer):
    from django.utils import timezone

    submitted.approve(by=reviewer, seal=submitted.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    return submitted


@pytest.fixture
def live(submitted, reviewer):
    submitted.approve(by=reviewer, seal=submitted.seal)
    return submitted
