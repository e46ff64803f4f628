"""Where each database keeps the tokens of entries: search/engines.py."""

from django.db import migrations

from creditdelta.search.engines import prepare


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(lambda apps, editor: prepare(editor.connection))]
