"""Every page there is, with examples of this site to fill in; a new page without one fails a test."""

import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from creditdelta.project import batch_urls, key_urls, lookup_urls, notice_urls, represented_urls
from creditdelta.project.account_urls import ROUTES
from creditdelta.project.urls import DESK
from tests.browser.served import Site

DOORS = "api_"
LISTED = "environment_serious"  # a list in which the demonstration enters somebody
NO_PAGES = {"healthz", "robots", "openid_connect_callback", "openapi"}  # machines' doors
# of somebody who has signed in: tests/browser/test_account_pages.py looks at each of them
BEHIND_SIGN_IN = {row[2] for row in ROUTES} - {"account_login", "account_link", "demo_accounts"}
# of somebody who acts for an organisation or an office: tests/browser/test_represented_pages.py
REPRESENTED = {row[2] for row in (*represented_urls.READ, *represented_urls.ACTED)} - {"invitation"}
# of an account's API keys: tests/browser/test_key_pages.py
KEYS = {row[2] for row in key_urls.ROUTES}
# of an officer with a purpose: tests/browser/test_looking_pages.py
LOOKING = {row[2] for row in (*lookup_urls.READ, *lookup_urls.ACTED)}
# of an officer or a representative: tests/browser/test_notice_pages.py looks at each of them
NOTICES = {row[2] for row in (*notice_urls.READ, *notice_urls.ACTED)} - {"letters", "letter"}
# what an office works with: tests/browser/test_{inbox,upload,batch,question,quality,contribution}_pages.py
# those of batches that an office works with: tests/browser/test_batch_pages.py
FOR_EVERYBODY = {
    "office_counts", "slips", "slip", "lists", "list", "list_entry", "list_changes", "list_atom",
}  # fmt: skip
BATCHES = {row[2] for row in (*batch_urls.READ, *batch_urls.ACTED)} - FOR_EVERYBODY
AT_THE_DESK = {row[2] for one in DESK for row in (*one.READ, *one.ACTED)} - FOR_EVERYBODY
FILES = {"template", "schema", "publicity", "list_atom"}  # handed out, not shown


@dataclass(frozen=True, slots=True)
class Surface:
    """A page: the name of its route, and one address that shows it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Things of this site that pages can be asked about."""

    code: str  # an organisation with penalties in publicity
    name: str
    section: str
    record: str
    entry: str = "none"  # of the list above, in force


def route_names() -> set[str]:
    """The names of every route, machines' doors left out."""
    elsewhere = BEHIND_SIGN_IN | KEYS | REPRESENTED | LOOKING | NOTICES | AT_THE_DESK
    named = set(_names(get_resolver().url_patterns))
    doors = {name for name in named if name.startswith(DOORS)}  # tests/doors tries each of them
    return named - NO_PAGES - elsewhere - doors


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found: list[str] = []
    for one in patterns:
        if isinstance(one, URLResolver):
            found += _names(one.url_patterns)
        elif one.name:
            found.append(one.name)
    return found


def examples(site: Site) -> Examples:
    """An organisation with many records, a penalty of the last months among them."""
    row = site.ask(
        "SELECT p.uscc AS code, max(r.name) AS name, max(p.CF_JDRQ) AS day FROM penalty p "
        "JOIN registration r ON r.uscc = p.uscc WHERE NOT p.waiting AND p.uscc NOT LIKE '92%' "
        "GROUP BY p.uscc ORDER BY day DESC, code LIMIT 1"
    )[0]
    with urllib.request.urlopen(f"{site.address}/subject/{row['code']}/") as answer:
        text = answer.read().decode()
    section = re.search(r"/section/([a-z_]+)/", text)
    record = re.search(r"/record/([0-9a-f]{8}-[0-9a-f]{8})/", text)
    if section is None or record is None:
        raise LookupError(f"the archive of {row['code']} links to no section and record")
    with urllib.request.urlopen(f"{site.address}/lists/{LISTED}/") as answer:
        entry = re.search(r"/lists/entry/([0-9a-f]{32})/", answer.read().decode())
    if entry is None:
        raise LookupError(f"nobody stands in {LISTED}")
    return Examples(row["code"], row["name"], section[1], record[1], entry[1])


def surfaces(site: Site) -> tuple[Surface, ...]:
    """Every page of the site, some in several states."""
    return filled(examples(site))


def filled(one: Examples) -> tuple[Surface, ...]:
    """Every page, asked about these examples; `LookupError` for a route that has none."""
    subject = f"/subject/{one.code}/"
    found = {
        "home": ["/"],
        "search": [
            "/search", f"/search?q={quote(one.name[:4])}", f"/search?q={one.code}",
            "/search?q=%E9%BE%98%E9%BE%98", f"/search?q={wrong(one.code)}",
        ],
        "subject": [subject, f"/subject/{wrong(one.code)}/", "/subject/913100000000000000/"],
        "section": [f"{subject}section/{one.section}/"],
        "changes": [f"{subject}changes/"],
        "record": [f"{subject}record/{one.record}/"],
        "publicity": [f"{subject}record/{one.record}/publicity.ics"],
        "standards": ["/standards/"],
        "standard": ["/standards/penalty/"],
        "template": ["/standards/penalty/template.xlsx"],
        "schema": ["/standards/penalty/schema.json"],
        "errors": ["/errors/"],
        "error": ["/errors/CD-USCC-003/"],
        "invitation": ["/invitation/"],
        "instruments": ["/instruments/"],
        "instrument": ["/instruments/order-58-2023/", "/instruments/none/"],
        "differences": ["/instruments/differences/"],
        "measures": ["/measures/"],
        "offices": ["/offices/"],
        "office_place": ["/offices/320000/", "/offices/330200/", "/offices/110000/"],
        "letters": ["/letters/"],
        "letter": [f"/letters/{quote('沪信告〔2026〕1号')}/"],
        "codes": ["/codes/", f"/codes/?codes={one.code}%0A{wrong(one.code)}"],
        "quality": ["/quality/"],
        "indicator": ["/quality/conversion_ratio/"],
        "office_counts": ["/quality/offices/"],
        "slips": ["/slips/"],
        "slip": ["/slips/1/?code=0000"],
        "cities": ["/cities/"],
        "city": ["/cities/330100/"],
        "policy": ["/policy/"],
        "reference": ["/api/"],
        "about": ["/about/"],
        "accessibility": ["/accessibility/"],
        "components": ["/components/"],
        "account_login": ["/account/sign-in/"],
        "account_link": ["/account/link/none/"],
        "demo_accounts": ["/demo/accounts/"],
        "not_found": ["/no/such/page/"],
    }  # fmt: skip
    found |= _of_lists(one)
    missing = route_names() - found.keys()
    if missing:
        raise LookupError(f"pages without an example in tests/browser/surfaces.py: {missing}")
    return tuple(Surface(name, address) for name, listed in found.items() for address in listed)


def wrong(code: str) -> str:
    """The code with its fourth character changed: its check character no longer fits."""
    return f"{code[:3]}{'1' if code[3] != '1' else '2'}{code[4:]}"


def _of_lists(one: Examples) -> dict[str, list[str]]:
    """Pages of sectors, lists and repair."""
    return {
        "crosswalk": ["/crosswalk/", "/crosswalk/?on=2020-01-01"],
        "sectors": ["/sectors/"],
        "sector": ["/sectors/environment/", "/sectors/none/"],
        "memoranda": ["/memoranda/"],
        "memorandum": [
            "/memoranda/tourism/", "/memoranda/transport/",
            "/memoranda/environment-jiading-kunshan-taicang/",
        ],
        "lists": ["/lists/"],
        "list": [f"/lists/{LISTED}/", "/lists/none/"],
        "list_changes": [f"/lists/{LISTED}/changes/", f"/lists/{LISTED}/changes/?since=2030-01-01"],
        "repair_guide": ["/repair/"],
        "repair_statistics": ["/repair/statistics/"],
        "list_atom": [f"/lists/{LISTED}/changes.atom"],
        "list_entry": [f"/lists/entry/{one.entry}/", "/lists/entry/none/"],
    }  # fmt: skip
