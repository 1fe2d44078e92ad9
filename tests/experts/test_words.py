"""A profile's words: how they are shown, and what keeps them from being submitted."""

import pytest

from editions.models import Picture
from experts.models import ExpertEdition
from tests.conftest import EXPERT_WORDS, KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(writer):
    return KINDS["expert"].begin(writer)


def found(edition):
    return [problem.field for problem in edition.problems()]


def test_a_whole_profile_has_nothing_to_mend_and_no_warning(words):
    assert found(words) == []
    assert words.warnings() == []


@pytest.mark.parametrize("name", ["role", "organisation", "biography", "interests", "summary"])
def test_what_is_missing_is_named(words, name):
    setattr(words, name, "")
    assert found(words) == [name]


@pytest.mark.parametrize("name", ["credentials", "registration", "portrait"])
def test_what_not_everybody_has_may_be_left_out(words, name):
    setattr(words, name, "")
    assert found(words) == []
    assert f"<dt>{name.capitalize()}</dt>" not in words.render()


def test_interests_are_never_implied(words):
    assert "None declared." in words.render()
    words.interests = ""
    assert [str(one) for one in words.problems()] == [
        "Declare the interests. If there are none, write “None declared.”"
    ]


def test_every_word_is_shown_and_none_as_html(words, portrait):
    for name in ("summary", "credentials", "role", "organisation", "registration", "biography", "interests"):
        setattr(words, name, f"<b>{name}</b> & more")
    words.portrait = f"![Ella <b> laughs]({portrait})"
    shown = words.render()
    for name in ("summary", "credentials", "role", "organisation", "registration", "biography", "interests"):
        assert f"&lt;b&gt;{name}&lt;/b&gt; &amp; more" in shown
    assert f'<div class="portrait"><img src="{portrait}" alt="Ella &lt;b&gt; laughs"></div>' in shown
    assert "<b>" not in shown


def test_a_life_needs_no_source(words):
    words.biography = "In 2019 he treated 4,000 people, and half of them lived longer.\n"
    assert "uncited" not in {finding.check for finding in words.findings()}


def test_the_language_of_a_biography_is_checked(words):
    words.biography = "She helps people to win their battle against cancer.\n"
    assert "battle" in {finding.check for finding in words.findings()}


# The portrait -----------------------------------------------------------------------------------


def test_a_portrait_is_one_picture_with_words_and_a_licence(words, portrait):
    words.portrait = f"![Ella smiles]({portrait})"
    assert found(words) == []
    Picture.objects.update(licence="")
    assert found(words) == ["portrait"]


@pytest.mark.parametrize(
    "written",
    [
        "Ella",
        "![Ella](https://example.org/ella.webp)",
        "![]({portrait})",
        "![Say here what the picture shows]({portrait})",
        "![Ella]({portrait}) laughs",
        "![Ella]({portrait}) ![Ella]({portrait})",
        "![Ella]({portrait})\n\n![Ella]({portrait})",
        "# ![Ella]({portrait})",
        "[![Ella]({portrait})](/articles/)",
        "- ![Ella]({portrait})",
        "[" * 2000,
    ],
)
def test_anything_else_is_no_portrait(words, portrait, written):
    words.portrait = written.replace("{portrait}", portrait)
    assert set(found(words)) == {"portrait"}


def test_the_file_of_a_portrait_is_sealed_and_served_while_it_is_live(publish, portrait, client, reviewer):
    live = publish(portrait=f"![Ella smiles]({portrait})")
    assert f"/media/{live.files}" == portrait
    assert client.get(portrait).status_code == 200
    live.page.withdraw(by=reviewer, reason="rights")
    assert client.get(portrait).status_code == 404


# The account ------------------------------------------------------------------------------------


def test_an_account_has_one_profile(publish, words, other_writer, writer, reviewer):
    live = publish("first", account=other_writer.pk)
    words.account = other_writer.pk
    assert [str(one) for one in words.problems()] == [
        "“Ella Expert” is this account's profile already. Choose another account, or withdraw that page."
    ]
    words.account = writer.pk
    assert found(words) == []
    words.account = other_writer.pk
    live.page.withdraw(by=reviewer, reason="wrong")
    assert found(words) == []


def test_two_profiles_of_an_account_are_not_in_review_at_once(words, writer, other_writer):
    words.save_draft(by=writer, saved=0, account=other_writer.pk)
    words.submit(by=writer, saved=1)
    second = KINDS["expert"].begin(writer, slug="second", account=other_writer.pk)
    assert found(second) == ["account"]


def test_the_next_edition_of_a_profile_keeps_its_account(publish, other_writer, writer):
    live = publish(account=other_writer.pk)
    draft = live.page.start_draft(by=writer, change_note="A new post.")
    assert (draft.account, found(draft)) == (other_writer.pk, [])


def test_an_account_that_is_not_there_is_refused(words):
    words.account = 99999
    assert found(words) == ["account"]


def test_profiles_of_nobody_here_are_as_many_as_there_are_people(publish, words):
    publish("first")
    assert found(words) == []


def test_colleagues_read_whose_account_it_is(writer):
    assert ExpertEdition.readable("account", writer.pk) == "Wanda Writer (wanda.writer@example.org)"
    assert ExpertEdition.readable("account", str(writer.pk)) == "Wanda Writer (wanda.writer@example.org)"
    assert ExpertEdition.readable("account", 99999) == "account 99999"
    assert ExpertEdition.readable("account", "many") == "account many"
    assert ExpertEdition.readable("account", None) == ExpertEdition.readable("account", "") == ""
    assert ExpertEdition.readable("role", EXPERT_WORDS["role"]) == EXPERT_WORDS["role"]
