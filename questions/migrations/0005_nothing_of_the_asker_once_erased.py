from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0004_nothing_of_the_asker"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=Q(erased_at=None) | Q(topic=None, country="", asker="", danger=False),
                name="nothing_of_the_asker_once_erased",
            ),
        ),
    ]
