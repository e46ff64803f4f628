"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from collections.abc import Callable

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from creditdelta.archive.portal import quality, record, subject
from creditdelta.archive.portal.home import home
from creditdelta.cities import portal as cities
from creditdelta.handbook.portal import about, codes, errors, standards
from creditdelta.pages import portal as pages
from creditdelta.project import health
from creditdelta.search import portal as search

handler400 = pages.not_understood
handler404 = pages.not_found
handler500 = pages.failed


def shown(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page that is only read: nothing is sent to it."""
    return path(route, require_safe(view), name=name)


urlpatterns = [
    shown("healthz", health.healthz, name="healthz"),
    shown("robots.txt", about.robots, name="robots"),
    *i18n_patterns(
        shown("", home, name="home"),
        shown("search", search.results, name="search"),
        shown("subject/<str:code>/", subject.subject, name="subject"),
        shown("subject/<str:code>/section/<str:section>/", subject.section, name="section"),
        shown("subject/<str:code>/changes/", subject.subject_changes, name="changes"),
        shown("subject/<str:code>/record/<str:record>/", record.record, name="record"),
        shown(
            "subject/<str:code>/record/<str:record>/publicity.ics",
            record.publicity,
            name="publicity",
        ),
        shown("components/", pages.components, name="components"),
        shown("standards/", standards.standards, name="standards"),
        shown("standards/<path:name>/template.xlsx", standards.template, name="template"),
        shown("standards/<path:name>/schema.json", standards.schema, name="schema"),
        shown("standards/<path:name>/", standards.standard, name="standard"),
        shown("errors/", errors.errors, name="errors"),
        shown("errors/<str:code>/", errors.error, name="error"),
        path("codes/", codes.codes, name="codes"),
        shown("quality/", quality.quality, name="quality"),
        shown("quality/<str:name>/", quality.indicator, name="indicator"),
        shown("cities/", cities.cities, name="cities"),
        shown("cities/<str:division>/", cities.city, name="city"),
        shown("about/", about.about, name="about"),
        shown("accessibility/", about.accessibility, name="accessibility"),
        prefix_default_language=False,
    ),
]
