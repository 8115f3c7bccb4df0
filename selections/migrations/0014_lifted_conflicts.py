"""A conflict of interest that was told by mistake can be lifted, and told again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """When a conflict was lifted; one that holds is there once."""

    dependencies = [
        ("selections", "0013_freeze_runs"),
    ]

    operations = [
        migrations.AddField(
            model_name="declaredconflict",
            name="lifted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="declaredconflict",
            name="conflict_once",
        ),
        migrations.AddConstraint(
            model_name="declaredconflict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("seat", "entry"), name="conflict_once"
            ),
        ),
    ]
