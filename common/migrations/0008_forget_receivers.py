"""Forget to whom letters went that were sent before sending itself did so."""

from typing import Any

from django.db import migrations


def forget(apps: Any, _editor: Any) -> None:
    """Empty the address of every letter that is out."""
    apps.get_model("common", "OutgoingMail").objects.filter(sent_at__isnull=False).update(to="")


class Migration(migrations.Migration):
    dependencies = [("common", "0007_notifications")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
