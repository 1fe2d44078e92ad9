"""The file of a live edition and of no other, as it was made and in no other form."""

import datetime

import pytest
from django.utils import timezone

from editions import guards
from editions.models import Edition
from editions.verification import problems
from people.signatures import canonical, sign
from printouts import files, making
from printouts.models import Printout
from tests.printouts.conftest import address

pytestmark = pytest.mark.django_db

HOSTILE = [
    "0" * 64, "0" * 63, "0" * 65, "a" * 8_000, "A" * 64, "…" * 64, "٣" * 64, "%00" * 64, "..%2f..%2fpictures%2fa",
    "..", "%2e%2e%2f" * 9 + "etc%2fpasswd", "0" * 63 + "%0a", "' OR 1=1 --", "{{ 7 }}", "%ff%fe",
]  # fmt: skip


def test_it_is_served_with_a_good_name_and_asked_for_again_each_time(kept, client):
    edition = kept(title="Bone pain & “spread”")
    answer = client.get(address(edition))
    assert answer.content == b"%PDF-1.7 of " + edition.seal.encode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="bone-pain-spread-{edition.seal[:8]}.pdf"'
    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.has_header("X-Accel-Expires")
    assert not answer.cookies


def test_a_copy_that_is_the_same_is_not_sent_again(kept, client):
    edition = kept()
    etag = client.get(address(edition))["ETag"]
    again = client.get(address(edition), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_a_copy_of_what_was_taken_down_is_not_confirmed(kept, client, editor):
    edition = kept()
    etag = client.get(address(edition))["ETag"]
    edition.page.withdraw(by=editor, reason="wrong")
    assert client.get(address(edition), headers={"If-None-Match": etag}).status_code == 410


def test_a_head_request_answers_as_a_get_without_the_file(kept, client):
    edition = kept()
    answer = client.head(address(edition))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get(address(edition))["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_only_ever_read(kept, client, method):
    assert getattr(client, method)(address(kept())).status_code == 405


@pytest.mark.parametrize("seal", HOSTILE)
def test_what_is_no_seal_of_ours_is_not_found(kept, client, seal):
    kept()
    assert client.get(f"/print/{seal}.pdf").status_code == 404


def test_a_page_without_a_pdf_has_none(publish, client):
    assert client.get(address(publish())).status_code == 404


def test_the_pdf_of_a_withdrawn_page_is_gone_in_the_next_request(kept, client, editor):
    edition = kept()
    assert client.get(address(edition)).status_code == 200
    edition.page.withdraw(by=editor, reason="wrong")
    answer = client.get(address(edition))
    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-cache"
    assert f"/check/{edition.seal}/" in answer.content.decode()


def test_the_pdf_of_a_replaced_edition_is_gone_in_the_next_request(kept, replace, client):
    edition = kept()
    replace(edition, "Mended.")
    assert client.get(address(edition)).status_code == 410


# Whoever has the database alone, or the files alone ------------------------------------------------


def put_another_file(edition):
    files.write(edition.seal, b"%PDF-1.7 with other words")


def put_another_file_and_its_sum(edition):
    put_another_file(edition)
    Printout.objects.update(sha256=files.sum_of(b"%PDF-1.7 with other words"))


def invent_a_signature(edition):
    put_another_file_and_its_sum(edition)
    Printout.objects.update(signature="00000000:" + "0" * 64)


def take_the_signature_of_something_else(edition):
    """A signature by our key, over something that is no printout."""
    put_another_file_and_its_sum(edition)
    sum_of_other = Printout.objects.get().sha256
    text = canonical("stage4 seal 1", {"seal": edition.seal, "sha256": sum_of_other})
    Printout.objects.update(signature=sign(text))


def say_that_it_is_a_demonstration(edition):
    Printout.objects.update(demonstration=True)


def empty_the_file(edition):
    files.write(edition.seal, b"")


ALTERED = [
    put_another_file,
    put_another_file_and_its_sum,
    invent_a_signature,
    take_the_signature_of_something_else,
    say_that_it_is_a_demonstration,
    empty_the_file,
]


@pytest.mark.parametrize("alter", ALTERED, ids=lambda alter: alter.__name__)
def test_what_is_altered_is_not_served_and_verify_names_it(kept, client, alter):
    edition = kept()
    assert not list(problems())
    alter(edition)
    assert client.get(address(edition)).status_code == 404
    assert [said for said in problems() if "its printout is not the one that was made" in said]


def test_the_printout_of_another_edition_is_not_served(kept, client):
    """A row and a file that belong together, in the place of those of another page."""
    edition, other = kept("a-page"), kept("another-page")
    files.write(edition.seal, files.read(other.seal))
    theirs = Printout.objects.get(edition=other)
    Printout.objects.filter(edition=edition).update(sha256=theirs.sha256, signature=theirs.signature)
    assert client.get(address(edition)).status_code == 404
    assert len(list(problems())) == 1


def test_a_pdf_of_an_edition_whose_words_were_changed_is_not_served(kept, client):
    edition = kept()
    guards.lift()
    Edition.objects.filter(pk=edition.pk).update(title="Another title")
    assert client.get(address(edition)).status_code == 404


def test_a_pdf_that_names_another_reviewer_than_the_page_is_not_served(kept, client):
    """Somebody with the key signed the decision anew; the words, and so the seal, are the same."""
    edition = kept()
    edition.reviewer_name = "Somebody Else"
    guards.lift()
    columns = {"reviewer_name": "Somebody Else", "countersign": sign(edition.countersigned_text())}
    Edition.objects.filter(pk=edition.pk).update(**columns)
    assert client.get(edition.page.path).status_code == 200
    assert client.get(address(edition)).status_code == 404


def test_what_is_not_live_yet_is_not_served(draft, writer, reviewer, client):
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    making.keep(draft, b"%PDF-1.7")
    assert client.get(address(draft)).status_code == 404


def test_a_missing_file_is_not_served_and_is_not_wrong(kept, client):
    edition = kept()
    files.remove(f"{edition.seal}.pdf")
    assert client.get(address(edition)).status_code == 404
    assert not list(problems())


def test_uploaded_files_do_not_lead_to_it(kept, client):
    edition = kept()
    for path in (f"/media/printouts/{edition.seal}.pdf", f"/media/{edition.seal}.pdf"):
        assert client.get(path).status_code == 404
