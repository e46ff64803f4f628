"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from creditdelta.accounts.gatekeeper import View, offered
from creditdelta.accounts.portal import own
from creditdelta.accounts.portal.policy import table_of_rights
from creditdelta.api.assembled import PREFIX
from creditdelta.api.entrance import failed
from creditdelta.archive.portal import quality, record, subject
from creditdelta.archive.portal.home import home
from creditdelta.cities import portal as cities
from creditdelta.handbook.portal import (
    about,
    codes,
    errors,
    instruments,
    measures,
    offices,
    standards,
)
from creditdelta.handbook.portal.reference import document, reference
from creditdelta.pages import portal as pages
from creditdelta.project import (
    account_urls,
    api_urls,
    batch_urls,
    contribution_urls,
    health,
    inbox_urls,
    key_urls,
    list_urls,
    lookup_urls,
    mending_urls,
    notice_urls,
    quality_urls,
    question_urls,
    repair_urls,
    represented_urls,
    screening_urls,
    sector_urls,
    upload_urls,
    webhook_urls,
)
from creditdelta.search import portal as search

TAKEN = ["GET", "HEAD", "POST"]
OPENAPI, REFERENCE = document(api_urls.API), reference(api_urls.API, api_urls.PARTS)
DESK = (
    inbox_urls,
    upload_urls,
    mending_urls,
    batch_urls,
    question_urls,
    quality_urls,
    contribution_urls,
    webhook_urls,
    screening_urls,
    list_urls,
    repair_urls,
)

handler400 = pages.not_understood
handler403 = own.forbidden
handler404 = pages.not_found


def handler500(request: HttpRequest) -> HttpResponse:
    """What is said where something failed: to a program as a problem, to a person as a page."""
    machine = request.path.startswith(f"/{PREFIX}")
    return failed(request) if machine else pages.failed(request)


def shown(route: str, view: View, name: str, operation: str) -> URLPattern:
    """A page that is only read: nothing is sent to it."""
    return path(route, offered(require_safe(view), operation), name=name)


def acted(route: str, view: View, name: str, operation: str) -> URLPattern:
    """A page to which something is sent."""
    return path(route, offered(require_http_methods(TAKEN)(view), operation), name=name)


urlpatterns = [
    shown("healthz", health.healthz, name="healthz", operation="site.read"),
    shown("robots.txt", about.robots, name="robots", operation="site.read"),
    acted(*account_urls.CALLBACK),
    shown(f"{PREFIX}openapi.json", OPENAPI, name="openapi", operation="site.read"),
    path(PREFIX, include(api_urls.ADDRESSES)),
    *i18n_patterns(
        shown("", home, name="home", operation="archive.read"),
        shown("search", search.results, name="search", operation="search.ask"),
        shown("subject/<str:code>/", subject.subject, name="subject", operation="archive.read"),
        shown(
            "subject/<str:code>/section/<str:section>/",
            subject.section,
            name="section",
            operation="archive.read",
        ),
        shown(
            "subject/<str:code>/changes/",
            subject.subject_changes,
            name="changes",
            operation="archive.read",
        ),
        shown(
            "subject/<str:code>/record/<str:record>/",
            record.record,
            name="record",
            operation="archive.read",
        ),
        shown(
            "subject/<str:code>/record/<str:record>/publicity.ics",
            record.publicity,
            name="publicity",
            operation="archive.read",
        ),
        *(shown(*row) for row in lookup_urls.READ),
        *(acted(*row) for row in lookup_urls.ACTED),
        shown("components/", pages.components, name="components", operation="site.read"),
        shown("standards/", standards.standards, name="standards", operation="standard.read"),
        shown(
            "standards/<path:name>/template.xlsx",
            standards.template,
            name="template",
            operation="standard.read",
        ),
        shown(
            "standards/<path:name>/schema.json",
            standards.schema,
            name="schema",
            operation="standard.read",
        ),
        shown(
            "standards/<path:name>/", standards.standard, name="standard", operation="standard.read"
        ),
        shown("errors/", errors.errors, name="errors", operation="standard.read"),
        shown("errors/<str:code>/", errors.error, name="error", operation="standard.read"),
        *(shown(*row) for row in represented_urls.READ),
        *(acted(*row) for row in represented_urls.ACTED),
        shown(
            "instruments/", instruments.instruments, name="instruments", operation="standard.read"
        ),
        shown(
            "instruments/differences/",
            instruments.differences,
            name="differences",
            operation="standard.read",
        ),
        shown(
            "instruments/<slug:name>/",
            instruments.instrument,
            name="instrument",
            operation="standard.read",
        ),
        shown("measures/", measures.measures, name="measures", operation="standard.read"),
        *(shown(*row) for row in sector_urls.READ),
        shown("offices/", offices.offices, name="offices", operation="standard.read"),
        shown(
            "offices/<str:division>/",
            offices.office_place,
            name="office_place",
            operation="standard.read",
        ),
        acted("codes/", csrf_exempt(codes.codes), name="codes", operation="code.check"),
        *(acted(*row) for one in DESK for row in one.ACTED),
        *(shown(*row) for one in DESK for row in one.READ),
        *(shown(*row) for row in repair_urls.PUBLIC),
        shown("quality/", quality.quality, name="quality", operation="quality.read"),
        shown("cities/", cities.cities, name="cities", operation="city.read"),
        shown("cities/<str:division>/", cities.city, name="city", operation="city.read"),
        shown("policy/", table_of_rights, name="policy", operation="policy.read"),
        shown("api/", REFERENCE, name="reference", operation="site.read"),
        shown("about/", about.about, name="about", operation="site.read"),
        shown("accessibility/", about.accessibility, name="accessibility", operation="site.read"),
        *(acted(*row) for row in account_urls.ROUTES),
        *(acted(*row) for row in key_urls.ROUTES),
        *(shown(*row) for row in notice_urls.READ),
        *(acted(*row) for row in notice_urls.ACTED),
        shown("quality/<str:name>/", quality.indicator, name="indicator", operation="quality.read"),
        prefix_default_language=False,
    ),
]
