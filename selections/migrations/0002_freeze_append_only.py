"""Make the database itself refuse changes to lists that were frozen."""

from django.db import migrations

from common.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on ``selections_freeze``."""

    dependencies = [("selections", "0001_rounds")]
    operations = [AppendOnly("selections_freeze", "a frozen list is never changed")]
