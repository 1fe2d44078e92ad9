from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0005_first_steps'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['seal'], name='edition_seal_of_published'),
        ),
    ]
