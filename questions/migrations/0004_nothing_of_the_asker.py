from django.db import migrations

from editions.guards.operations import LiftGuards


def empty(apps, schema_editor):
    """What was said of whoever asked stayed behind so far when a question was erased."""
    erased = apps.get_model("questions", "Submission").objects.exclude(erased_at=None)
    erased.update(topic=None, country="", asker="", danger=False)


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0003_came_back"),
    ]

    operations = [
        LiftGuards("topic, country, who asked and the flag of questions that are erased go, too"),
        migrations.RunPython(empty, migrations.RunPython.noop),
    ]
