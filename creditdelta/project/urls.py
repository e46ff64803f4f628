"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from creditdelta.archive.portal import quality, record, subject
from creditdelta.archive.portal.home import home
from creditdelta.cities import portal as cities
from creditdelta.handbook.portal import about, codes, errors, standards
from creditdelta.pages import portal as pages
from creditdelta.project import health
from creditdelta.search import portal as search

handler404 = pages.not_found
handler500 = pages.failed

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", about.robots, name="robots"),
    *i18n_patterns(
        path("", home, name="home"),
        path("search", search.results, name="search"),
        path("subject/<str:code>/", subject.subject, name="subject"),
        path("subject/<str:code>/section/<str:section>/", subject.section, name="section"),
        path("subject/<str:code>/changes/", subject.subject_changes, name="changes"),
        path("subject/<str:code>/record/<str:record>/", record.record, name="record"),
        path(
            "subject/<str:code>/record/<str:record>/publicity.ics",
            record.publicity,
            name="publicity",
        ),
        path("components/", pages.components, name="components"),
        path("standards/", standards.standards, name="standards"),
        path("standards/<path:name>/template.xlsx", standards.template, name="template"),
        path("standards/<path:name>/schema.json", standards.schema, name="schema"),
        path("standards/<path:name>/", standards.standard, name="standard"),
        path("errors/", errors.errors, name="errors"),
        path("errors/<str:code>/", errors.error, name="error"),
        path("codes/", codes.codes, name="codes"),
        path("quality/", quality.quality, name="quality"),
        path("quality/<str:name>/", quality.indicator, name="indicator"),
        path("cities/", cities.cities, name="cities"),
        path("cities/<str:division>/", cities.city, name="city"),
        path("about/", about.about, name="about"),
        path("accessibility/", about.accessibility, name="accessibility"),
        prefix_default_language=False,
    ),
]
