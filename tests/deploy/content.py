"""Content for a production site of a test, made by the life cycle itself; run as a process of that site.

python -m tests.deploy.content make             two live articles, one of them with a picture
python -m tests.deploy.content submit SLUG TITLE an article in review
python -m tests.deploy.content approve PATH      what is in review there, live at once
python -m tests.deploy.content schedule PATH     what is in review there, approved for tomorrow
python -m tests.deploy.content cancel PATH       what is scheduled there, cancelled
python -m tests.deploy.content move PATH SLUG    another address
python -m tests.deploy.content withdraw PATH     taken down; by the person whose e-mail address follows
python -m tests.deploy.content question          a question with its published answer, and one that nobody answered
python -m tests.deploy.content forget VERB       of the first question: erase, erase_original, erase_address, withdraw
"""

import datetime
import io
import sys

import django


def make():
    cast()
    for slug, title, picture in (("bone-pain", "Bone pain", _picture()), ("tiredness", "Tiredness", None)):
        submit(slug, title, f"\n![A scan](/media/{picture})\n" if picture else "")
        approve(f"/articles/{slug}/")


def submit(slug, title, shown=""):
    from articles.models import Article

    author = _person("Wanda Writer")
    draft = Article.objects.begin(
        by=author,
        slug=slug,
        title=title,
        summary=f"What helps with {title.lower()}.",
        in_short="It can be treated.\nTell your team early.\nAsk for help. [@who-pain]",
        body=f"## What helps\n\nMuch helps. [@who-pain]\n{shown}" + "Words that make the page longer. " * 40,
        sources="who-pain | WHO. Guidelines for cancer pain. 2018. | https://www.ncbi.nlm.nih.gov/books/NBK537497/",
    )
    draft.submit(by=author, saved=draft.saved)


def approve(path, publish_at=None):
    draft = _page(path).open_edition
    answers = {one.key: "Looked at." for one in draft.warnings()}
    draft.approve(by=_person("Rosa Reviewer"), seal=draft.seal, publish_at=publish_at, answers=answers)


def schedule(path):
    approve(path, datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1))


def cancel(path):
    _page(path).open_edition.cancel(by=_person("Edith Editor"))


def move(path, slug):
    _page(path).move_to(slug)


def _page(path):
    from editions.models import Address

    return Address.objects.get(path=path).page


def _person(name):
    from people.models import User

    return User.objects.get(name=name)


def cast():
    from django.contrib.auth.models import Group

    from people import roles
    from people.models import Credentials, User

    people = {}
    for name, role in (
        ("Edith Editor", roles.EDITOR_IN_CHIEF),
        ("Wanda Writer", roles.WRITER),
        ("Rosa Reviewer", roles.CLINICAL_REVIEWER),
    ):
        people[role] = User.objects.create_user(f"{name.split()[0].lower()}@example.org", "a long password", name=name)
        people[role].groups.add(Group.objects.get(name=role))
    Credentials.objects.create(
        user=people[roles.CLINICAL_REVIEWER],
        name="Rosa Reviewer",
        letters="MB BS",
        role="oncologist",
        organisation="A hospital",
        registration_body="A council",
        registration_number="123",
        valid_until=datetime.date.today() + datetime.timedelta(days=365),
    ).confirm(by=people[roles.EDITOR_IN_CHIEF])


def _picture():
    from django.core.files.base import ContentFile
    from PIL import Image

    from editions.models import Picture
    from markup import pictures

    file = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "PNG")
    name = pictures.keep(ContentFile(file.getvalue()))
    known = Picture.objects.about(name)
    known.licence = "Own work"
    known.save()
    return name


def withdraw(path, by="edith@example.org"):
    from people.models import User

    _page(path).withdraw(by=User.objects.get(email=by), reason="wrong", note="A note for colleagues.")


def question():
    """At /questions/back-pain/."""
    editor, author = _person("Edith Editor"), _person("Wanda Writer")
    asked = _ask("My name is Jane. My back hurts.", reply_address="jane@example.org")
    asked.claim(by=editor)
    asked.redact(by=editor, wording="My back hurts.")
    asked.confirm(by=_person("Rosa Reviewer"), wording="My back hurts.")
    asked.assign(by=editor, to=author)
    words = {"title": "Back pain", "summary": "What helps.", "short_answer": "Tell your team. [@who-pain]"}
    sources = "who-pain | WHO. Guidelines for cancer pain. 2018. | https://www.ncbi.nlm.nih.gov/books/NBK537497/"
    body = "## What helps\n\nMuch helps. [@who-pain]\n"
    draft = asked.start_answer(by=author, slug="back-pain", **words, body=body, sources=sources)
    draft.submit(by=author, saved=draft.saved)
    approve("/questions/back-pain/")
    _ask("Nobody has answered Jane.")


def _ask(original, **more):
    from questions import receipts
    from questions.models import Submission

    details = {"topic": None, "country": "GB", "asker": "living", "of_age": True, "private": True, "publish": True}
    return Submission.objects.ask(key=receipts.nonce(), original=original, **details, **more)[0]


def forget(verb):
    from questions.models import Submission

    first = Submission.objects.order_by("pk").first()
    if verb == "withdraw":
        first.withdraw_consent(sort="publish")
    else:
        getattr(first, verb)()


if __name__ == "__main__":
    django.setup()
    globals()[sys.argv[1]](*sys.argv[2:])
