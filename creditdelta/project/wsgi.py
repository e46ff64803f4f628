"""What the server calls for every request."""

from typing import Any

from creditdelta.project.setup import set_up


def _made() -> Any:
    set_up()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


application = _made()
