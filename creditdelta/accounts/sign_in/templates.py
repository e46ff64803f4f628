"""Pages that allauth's views ask for, in our shell and in the reader's language.

Its views name a template and no engine; this engine answers for their folders with the engine of the
language that the address says.
"""

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist, engines
from django.template.backends.base import BaseEngine

from creditdelta.pages.here import here
from creditdelta.pages.language import lang

SAID = "said"  # in the session: a sentence for the page that is shown next
FOLDERS = ("account/", "mfa/", "socialaccount/", "429.html")


class InReadersLanguage:
    """A template that is there in both languages."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> str:
        """The page in the reader's language."""
        if request is None:
            raise TypeError(f"{self.name} is a page and needs a request")
        given = {"here": here(request), "tables": {}, "said": _said(request), **(context or {})}
        return str(engines[lang()].get_template(self.name).render(given, request))


def _said(request: HttpRequest) -> str:
    """What the page before wanted to be said here; said once."""
    return str(request.session.pop(SAID, "")) if request.session.session_key else ""


class ReadersLanguage(BaseEngine):
    """Answers for the folders of allauth."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({name: value for name, value in params.items() if name != "OPTIONS"})

    def get_template(self, template_name: str) -> InReadersLanguage:
        """The template; `TemplateDoesNotExist` for what is not allauth's or was not made by us."""
        if not template_name.startswith(FOLDERS):
            raise TemplateDoesNotExist(template_name, backend=self)
        engines["zh"].get_template(template_name)
        return InReadersLanguage(template_name)
