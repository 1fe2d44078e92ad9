"""Content for a production site of a test, made by the life cycle itself; run as a process of that site.

python -m tests.deploy.content make             two live articles, one of them with a picture
python -m tests.deploy.content withdraw PATH     one of them taken down
"""

import datetime
import io
import sys

import django


def make():
    from articles.models import Article
    from people.models import User

    author, reviewer = User.objects.get(name="Wanda Writer"), User.objects.get(name="Rosa Reviewer")
    for slug, title, picture in (("bone-pain", "Bone pain", _picture()), ("tiredness", "Tiredness", None)):
        shown = f"\n![A scan](/media/{picture})\n" if picture else ""
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
        draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})


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


def withdraw(path):
    from editions.models import Address
    from people.models import User

    editor = User.objects.get(name="Edith Editor")
    Address.objects.get(path=path).page.withdraw(by=editor, reason="wrong", note="A note for colleagues.")


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "make":
        cast()
        make()
    else:
        withdraw(sys.argv[2])
