"""What freezes of lists were asked for, and why a run failed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The model of a freeze that a task does, beside that of a check."""

    dependencies = [
        ("selections", "0012_forget_severities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="checkrun",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="checkrun",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checkruns",
                to="selections.entry",
            ),
        ),
        migrations.AlterField(
            model_name="checkrun",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="selections.selectionround",
            ),
        ),
        migrations.CreateModel(
            name="FreezeRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked for at")),
                ("claimed_until", models.DateTimeField(null=True)),
                ("failed", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                ("seen", models.PositiveIntegerField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="selections.selectionround",
                    ),
                ),
            ],
            options={
                "verbose_name": "freeze of a list",
                "verbose_name_plural": "freezes of lists",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("round",),
                        name="round_is_frozen_once_at_a_time",
                    )
                ],
            },
        ),
    ]
