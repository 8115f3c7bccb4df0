import csv
from pathlib import Path

from django.db import migrations, models

BUNDLED = Path(__file__).parent.parent / "data" / "effect_rules.csv"


def load(apps, schema_editor):
    """Store the starting list; what editors change of it later is theirs."""
    rules = apps.get_model("search", "EffectRule")
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        rules.objects.using(schema_editor.connection.alias).bulk_create(rules(**row) for row in csv.DictReader(file))


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_pinned_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="EffectRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    models.CharField(
                        help_text="An indicator with all of these words, in any order, measures the effect.",
                        max_length=255,
                        unique=True,
                        verbose_name="words",
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("service_time", "Service time"),
                            ("queue", "Queues"),
                            ("cost", "Cost"),
                            ("coverage", "Coverage"),
                            ("satisfaction", "Satisfaction"),
                            ("mortality_morbidity", "Deaths and illness"),
                            ("complaints", "Complaints"),
                            ("revenue", "Income"),
                            ("none", "None of these"),
                        ],
                        max_length=32,
                        verbose_name="effect",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="The regulation, the glossary or the unit that uses the words so.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "effect rule",
                "verbose_name_plural": "effect rules",
                "ordering": ["words"],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
