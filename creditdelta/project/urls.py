"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

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
        path("components/", pages.components, name="components"),
        prefix_default_language=False,
    ),
]
