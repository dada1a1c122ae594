import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0004_involvement_ends"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="about",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.person",
                verbose_name="whom it is about",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("about__isnull", False)), fields=["about"], name="ticket_about"
            ),
        ),
    ]
