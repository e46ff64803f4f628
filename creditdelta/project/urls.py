"""Which address leads to which page? Chinese at /, English at /en/; machines' doors have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from creditdelta.accounts.gatekeeper import View, offered
from creditdelta.accounts.portal.policy import table_of_rights
from creditdelta.archive.portal import quality, record, subject
from creditdelta.archive.portal.home import home
from creditdelta.cities import portal as cities
from creditdelta.handbook.portal import about, codes, errors, offices, standards
from creditdelta.notices.portal import check, desk, mine, untold
from creditdelta.pages import portal as pages
from creditdelta.project import health
from creditdelta.search import portal as search

handler400 = pages.not_understood
handler404 = pages.not_found
handler500 = pages.failed


def shown(route: str, view: View, name: str, operation: str) -> URLPattern:
    """A page that is only read: nothing is sent to it."""
    return path(route, offered(require_safe(view), operation), name=name)


def acted(route: str, view: View, name: str, operation: str) -> URLPattern:
    """A page to which something is sent."""
    return path(route, offered(view, operation), name=name)


urlpatterns = [
    shown("healthz", health.healthz, name="healthz", operation="site.read"),
    shown("robots.txt", about.robots, name="robots", operation="site.read"),
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
        shown("offices/", offices.offices, name="offices", operation="standard.read"),
        shown(
            "offices/<str:division>/",
            offices.office_place,
            name="office_place",
            operation="standard.read",
        ),
        shown("letters/", check.letters, name="letters", operation="letter.check"),
        shown("letters/<str:number>/", check.letter, name="letter", operation="letter.check"),
        shown("desk/notices/", desk.desk_notices, name="desk_notices", operation="notice.read"),
        shown(
            "desk/notices/<str:notice>/",
            desk.desk_notice,
            name="desk_notice",
            operation="notice.read",
        ),
        shown(
            "desk/notices/<str:notice>/letter.pdf",
            desk.desk_letter,
            name="desk_letter",
            operation="notice.read",
        ),
        acted(
            "desk/notices/<str:notice>/act/",
            desk.desk_notice_act,
            name="desk_notice_act",
            operation="notice.serve",
        ),
        shown("desk/untold/", untold.desk_untold, name="desk_untold", operation="untold.read"),
        shown(
            "desk/untold/letters.pdf",
            untold.desk_untold_letters,
            name="desk_untold_letters",
            operation="notice.read",
        ),
        shown("mine/notices/", mine.mine_notices, name="mine_notices", operation="notice.receive"),
        acted(
            "mine/notices/service/",
            mine.mine_service,
            name="mine_service",
            operation="notice.agree",
        ),
        shown(
            "mine/notices/<str:notice>/",
            mine.mine_notice,
            name="mine_notice",
            operation="notice.receive",
        ),
        acted(
            "mine/notices/<str:notice>/open/",
            mine.mine_notice_open,
            name="mine_notice_open",
            operation="notice.open",
        ),
        shown(
            "mine/notices/<str:notice>/letter.pdf",
            mine.mine_letter,
            name="mine_letter",
            operation="notice.receive",
        ),
        shown(
            "account/notices/",
            mine.account_notices,
            name="account_notices",
            operation="notice.account",
        ),
        acted("codes/", codes.codes, name="codes", operation="code.check"),
        shown("quality/", quality.quality, name="quality", operation="quality.read"),
        shown("quality/<str:name>/", quality.indicator, name="indicator", operation="quality.read"),
        shown("cities/", cities.cities, name="cities", operation="city.read"),
        shown("cities/<str:division>/", cities.city, name="city", operation="city.read"),
        shown("policy/", table_of_rights, name="policy", operation="policy.read"),
        shown("about/", about.about, name="about", operation="site.read"),
        shown("accessibility/", about.accessibility, name="accessibility", operation="site.read"),
        prefix_default_language=False,
    ),
]
