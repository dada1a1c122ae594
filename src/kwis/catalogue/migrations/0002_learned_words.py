"""What was learned from texts, and the words of each service itself."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import kwis.core.clock

# A: the name, and synonyms of one word; B: words out of longer synonyms; C: the one-line summary.
# The database keeps them itself, so no way of writing a service can forget to.
SERVICE_WORDS = """
ALTER TABLE catalogue_service ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(jsonb_to_tsvector('kwis_nl', coalesce(name -> 'nl', '""'), '["string"]'), 'A') ||
    setweight(jsonb_to_tsvector('kwis_en', coalesce(name -> 'en', '""'), '["string"]'), 'A') ||
    setweight(jsonb_to_tsvector('kwis_nl', jsonb_path_query_array(synonyms, '$.nl[*] ? (!(@ like_regex " "))'), '["string"]'), 'A') ||
    setweight(jsonb_to_tsvector('kwis_en', jsonb_path_query_array(synonyms, '$.en[*] ? (!(@ like_regex " "))'), '["string"]'), 'A') ||
    setweight(jsonb_to_tsvector('kwis_nl', coalesce(synonyms -> 'nl', '""'), '["string"]'), 'B') ||
    setweight(jsonb_to_tsvector('kwis_en', coalesce(synonyms -> 'en', '""'), '["string"]'), 'B') ||
    setweight(jsonb_to_tsvector('kwis_nl', coalesce(summary -> 'nl', '""'), '["string"]'), 'C') ||
    setweight(jsonb_to_tsvector('kwis_en', coalesce(summary -> 'en', '""'), '["string"]'), 'C')
) STORED
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('core', '0003_text_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchExample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('complaint', 'Complaint'), ('wish', 'Wish'), ('information', 'Question'), ('fault', 'Fault')], max_length=20)),
                ('source_key', models.CharField(max_length=80, unique=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('weight', models.FloatField(default=1.0)),
                ('at', models.DateTimeField(default=kwis.core.clock.now)),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='catalogue.service')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='match_example_words'), models.Index(fields=['fingerprint'], name='match_example_same')],
            },
        ),
        migrations.CreateModel(
            name='MatchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('weight', models.FloatField(default=0.0)),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.service')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='match_word_like', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(fields=('word', 'service', 'kind'), name='match_word_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(SERVICE_WORDS, "ALTER TABLE catalogue_service DROP COLUMN words"),
    ]
