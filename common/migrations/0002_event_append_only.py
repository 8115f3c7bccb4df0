"""Make the database itself refuse changes to the event log."""

from django.db import migrations

from common.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on ``common_event``."""

    dependencies = [("common", "0001_initial")]
    operations = [AppendOnly("common_event", "the event log is append-only")]
