"""The database counts each change of what readers see, in the transaction that makes it."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from editions import guards
from editions.models import Address, Edition, FirstStep, Generation, Topic
from people.models import User
from printouts import making
from printouts.models import Printout
from tests.conftest import assigned
from tests.editions.conftest import change, sql
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db


def now():
    return Generation.objects.now()


@pytest.fixture
def counted():
    """A block after which the generation has changed, or has not."""

    def counted(act):
        before = now()
        act()
        return now() != before

    return counted


def publish(stage):
    submitted = stage.submitted()
    return lambda: submitted.approve(by=stage.reviewer, seal=submitted.seal)


def publish_early(stage):
    scheduled = stage.scheduled()
    return lambda: scheduled.publish_early(by=stage.editor)


def publish_when_due(stage):
    scheduled = stage.scheduled()
    return lambda: scheduled.publish_if_due(now=timezone.now() + datetime.timedelta(days=2))


def withdraw(stage):
    page = stage.live().page
    return lambda: page.withdraw(by=stage.editor, reason="wrong")


def withdraw_by_sql(stage):
    live = stage.live()
    columns = {"closed_at": timezone.now(), "closed_by": stage.editor, "closed_why": "withdrawn"}
    return lambda: change(live, status="closed", **columns)


def move(stage):
    page = stage.live().page
    return lambda: page.move_to("elsewhere")


def add_an_address(stage):
    page = stage.live().page
    return lambda: Address.objects.create(path="/articles/another/", page=page, canonical=False)


def delete_an_address_by_sql(stage):
    page = stage.live().page
    return lambda: sql("DELETE FROM editions_address WHERE page_id = %s", page.pk)


def rename_a_topic(stage):
    topic = Topic.objects.create(name="Pain", slug="pain")
    stage.live().page.topics.add(topic)
    return lambda: Topic.objects.filter(pk=topic.pk).update(name="Symptoms")


def delete_a_topic(stage):
    topic = Topic.objects.create(name="Pain", slug="pain")
    stage.live().page.topics.add(topic)
    return topic.delete


def gather_a_page(stage):
    page, topic = stage.live().page, Topic.objects.create(name="Pain", slug="pain")
    return lambda: page.topics.add(topic)


def ungather_a_page(stage):
    page = stage.live().page
    page.topics.add(Topic.objects.create(name="Pain", slug="pain"))
    return page.topics.clear


def move_a_page_to_another_topic_by_sql(stage):
    page = stage.live().page
    page.topics.add(Topic.objects.create(name="Pain", slug="pain"))
    other = Topic.objects.create(name="Tests", slug="tests")
    return lambda: sql("UPDATE editions_page_topics SET topic_id = %s WHERE page_id = %s", other.pk, page.pk)


def make_a_first_step(stage):
    page = stage.live().page
    return lambda: FirstStep.objects.put(page, by=stage.editor)


def move_a_first_step(stage):
    step = FirstStep.objects.put(stage.live().page, by=stage.editor)
    return lambda: step.move_to(99, by=stage.editor)


def remove_a_first_step(stage):
    step = FirstStep.objects.put(stage.live().page, by=stage.editor)
    return lambda: step.remove(by=stage.editor)


def become_a_demonstration(stage):
    return lambda: User.objects.filter(pk=stage.writer.pk).update(is_demonstration=True)


def make_a_printout(stage):
    live = stage.live()
    return lambda: making.keep(live, b"%PDF")


def make_a_printout_anew(stage):
    live = stage.live()
    making.keep(live, b"%PDF")
    return lambda: making.keep(live, b"%PDF anew")


def remove_a_printout(stage):
    making.keep(stage.live(), b"%PDF")
    return Printout.objects.all().delete


# Each act, and the count that alone sees it (another may see it too).
SEEN = {
    publish: "counts_publications",
    publish_early: "counts_publications",
    publish_when_due: "counts_publications",
    withdraw: "counts_publications",
    withdraw_by_sql: "counts_publications",
    move: "counts_addresses_insert",
    add_an_address: "counts_addresses_insert",
    delete_an_address_by_sql: "counts_addresses_delete",
    rename_a_topic: "counts_topics",
    delete_a_topic: "counts_topics_of_pages_delete",
    gather_a_page: "counts_topics_of_pages_insert",
    ungather_a_page: "counts_topics_of_pages_delete",
    move_a_page_to_another_topic_by_sql: "counts_topics_of_pages_update",
    make_a_first_step: "counts_first_steps_insert",
    move_a_first_step: "counts_first_steps_update",
    remove_a_first_step: "counts_first_steps_delete",
    become_a_demonstration: "counts_demonstrations",
    make_a_printout: "counts_printouts_insert",
    make_a_printout_anew: "counts_printouts_update",
    remove_a_printout: "counts_printouts_delete",
}


@pytest.mark.parametrize("act", SEEN, ids=lambda act: act.__name__)
def test_a_change_of_what_readers_see_is_counted(act, stage, counted):
    assert counted(act(stage))


@pytest.mark.parametrize("act", SEEN, ids=lambda act: act.__name__)
def test_it_is_this_trigger_that_counts(act, stage, counted):
    prepared = act(stage)
    guards.lift(names={SEEN[act], "counts_addresses_update"})
    assert not counted(prepared)


@pytest.mark.parametrize("lifted", [False, True])
def test_an_erasure_is_counted_for_it_is_no_longer_told_what_was_taken_down(lifted, writer, reviewer, editor, counted):
    page = answered(assigned(writer), writer, reviewer).page
    page.withdraw(by=editor, reason="wrong")
    if lifted:
        guards.lift(names={"counts_erasures"})
    assert counted(page.erase_editions) != lifted


def test_every_count_is_shown():
    shown = {*SEEN.values(), "counts_addresses_update", "counts_erasures"}
    assert {guard.name for guard in guards.wanted() if guard.does} == shown


def test_a_present_address_that_becomes_a_former_one_is_counted(stage, counted):
    page = stage.live().page
    assert counted(lambda: page.addresses.update(canonical=False))


def test_what_only_colleagues_see_is_not_counted(stage, counted):
    live = stage.live()

    def work():
        draft = live.page.start_draft(by=stage.writer, change_note="Changed.", **stage.kind.anew)
        draft.save_draft(by=stage.writer, saved=0, title="Another title")
        draft.submit(by=stage.writer, saved=1)
        draft.write_note(by=stage.reviewer, text="Which source?")
        draft.request_changes(by=stage.reviewer, note="Name the source.")
        live.page.owner = stage.editor
        live.page.save(update_fields=["owner"])
        stage.writer.save()

    assert not counted(work)


def test_a_page_of_which_nothing_is_live_is_not_counted(stage, counted):
    topic = Topic.objects.create(name="Pain", slug="pain")

    def begin():
        page = stage.draft().page
        page.topics.add(topic)
        page.move_to("elsewhere")
        page.topics.clear()
        step = FirstStep.objects.put(page, by=stage.editor)
        step.move_to(99, by=stage.editor)
        step.remove(by=stage.editor)

    assert not counted(begin)
    assert not counted(lambda: Topic.objects.create(name="Tests", slug="tests"))
    assert not counted(lambda: Topic.objects.filter(slug="tests").update(name="Scans"))


def test_what_is_rolled_back_is_not_counted(stage, counted):
    page = stage.live().page

    def regret():
        with transaction.atomic():
            page.withdraw(by=stage.editor, reason="wrong")
            transaction.set_rollback(True)

    assert not counted(regret)
    assert Edition.objects.live().filter(page=page).exists()


def test_what_happened_while_a_guard_was_missing_counts(stage, counted):
    def mend():
        guards.lift(names={"moves_forward"})
        guards.install()

    assert counted(mend)


def test_each_migrate_begins_anew(counted):
    token = Generation.objects.get().token
    call_command("migrate", verbosity=0)
    assert Generation.objects.get().token != token
    assert Generation.objects.count() == 1


def test_without_its_row_there_is_no_generation():
    Generation.objects.all().delete()
    assert now() is None
