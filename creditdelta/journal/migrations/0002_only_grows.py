"""The database refuses to change or remove events: journal/guard.py."""

from django.db import migrations

from creditdelta.journal.guard import arm, disarm


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: arm(editor.connection),
            lambda apps, editor: disarm(editor.connection),
        )
    ]
