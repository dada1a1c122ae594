"""How words are read: accents folded, Dutch and English word ends taken off, word likeness for typing errors."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {base});
ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {base}_stem;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_cache_table")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            CONFIGURATION.format(name="kwis_nl", base="dutch"), "DROP TEXT SEARCH CONFIGURATION kwis_nl"
        ),
        migrations.RunSQL(
            CONFIGURATION.format(name="kwis_en", base="english"), "DROP TEXT SEARCH CONFIGURATION kwis_en"
        ),
    ]
