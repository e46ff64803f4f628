"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from creditdelta.archive.portal import record, subject
from creditdelta.archive.portal.home import home
from creditdelta.pages import portal as pages
from creditdelta.project import health

handler404 = pages.not_found
handler500 = pages.failed

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    *i18n_patterns(
        path("", home, name="home"),
        path("search", pages.not_found, name="search"),
        path("subject/<str:code>/", subject.subject, name="subject"),
        path("subject/<str:code>/section/<str:section>/", subject.section, name="section"),
        path("subject/<str:code>/changes/", subject.subject_changes, name="changes"),
        path("subject/<str:code>/record/<str:record>/", record.record, name="record"),
        path("subject/<str:code>/record/<str:record>/publicity.ics", record.publicity, name="publicity"),
        path("components/", pages.components, name="components"),
        prefix_default_language=False,
    ),
]
