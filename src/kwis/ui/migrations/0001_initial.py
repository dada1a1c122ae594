from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="PulseStamp",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("stamp", models.BigIntegerField(default=1)),
            ],
            options={"db_table": "ui_pulse"},
        ),
        # counters that may be lost: no write-ahead log, and room on the page so that an update stays on it
        migrations.RunSQL(
            "ALTER TABLE ui_pulse SET UNLOGGED; ALTER TABLE ui_pulse SET (fillfactor = 50)",
            "ALTER TABLE ui_pulse SET LOGGED",
        ),
    ]
