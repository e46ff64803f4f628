"""Bring up the framework for a command: settings first, slices after, once a process."""

import os


def set_up() -> None:
    """Let models be imported; cheap to call again."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creditdelta.project.settings")
    if not apps.ready:
        django.setup()
