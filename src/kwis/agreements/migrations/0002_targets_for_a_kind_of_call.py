from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="target",
            name="call_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("complaint", "Complaint"),
                    ("wish", "Wish"),
                    ("information", "Question"),
                    ("fault", "Fault"),
                ],
                default="",
                max_length=20,
                verbose_name="kind of call (empty: all)",
            ),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(
            name="target",
            options={
                "ordering": ["agreement__name", "service__code", "call_kind", "priority", "-valid_from", "id"],
                "verbose_name": "target",
                "verbose_name_plural": "targets",
            },
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="target_once",
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("agreement", "service", "call_kind", "priority", "valid_from"),
                name="target_once",
                nulls_distinct=False,
                violation_error_message="This target exists already from that day.",
            ),
        ),
    ]
