from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_about_stands_with_the_call"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="complaintcase",
            name="about",
        ),
    ]
