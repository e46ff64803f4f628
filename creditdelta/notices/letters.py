"""A notice as a letter: what stands on it, and the same bytes for the same notice.

Clause  S9.
Data    rulebook/notices/kinds.toml; the form: typesetting.py.

The bytes follow from the notice, this release and the address of the site (CREDITDELTA_SITE).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings

from creditdelta.journal.synthetic import demonstration_day
from creditdelta.kernel.errors import Words
from creditdelta.notices.contents import Said, said_by
from creditdelta.notices.coverage import printable
from creditdelta.notices.models import Dispatch, Notice
from creditdelta.notices.typesetting import both, drawn, typeset
from creditdelta.notices.wording import table_rows
from creditdelta.rulebook.notices import ADDRESS, Field, Kind, kind_since
from creditdelta.rulebook.offices import office

SYNTHETIC = "合成数据 SYNTHETIC"
DIGEST_GROUP, DIGEST_SHOWN = 4, 32  # so many hexadecimal digits stand on the paper
MOST = 2_000  # letters of one file
_WORDS = {
    "rights": Words("你单位的权利", "Your rights"),
    "check": Words("核验本文书", "Is this letter genuine?"),
    "digest": Words("摘要", "digest"),
    "seal": Words("印章", "seal"),
    "qr": Words("核验二维码", "code to check the letter"),
}
_TO, _ADDRESS = Words("统一社会信用代码", "code"), Words("地址", "Address")
_ACCOUNT = "（登录账户的使用人）："
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class NoLetter(LookupError):
    """There is no notice of that id."""


KEPT_BACK = "（只印在寄出的信上）"  # in place of what stands on the posted letter alone


class TooManyLetters(ValueError):
    """More letters were asked for than one file holds."""


def pdf(notice: bytes) -> bytes:
    """The letter; raises `NoLetter`, `ContentErased` and `ContentAltered`."""
    return bundle([notice])


def bundle(notices: Sequence[bytes]) -> bytes:
    """Several letters in one file, in the order given, each counting its own pages.

    Raises what `pdf` raises, and `TooManyLetters`.
    """
    if len(notices) > MOST:
        raise TooManyLetters(len(notices))
    found = {bytes(row.pk): row for row in Notice.objects.filter(pk__in=notices)}
    missing = [one for one in notices if one not in found]
    if missing or not notices:
        raise NoLetter(missing[:1])
    return _printed([found[one] for one in notices])


def words(row: Notice) -> dict[str, Any]:
    """Everything that stands on the letter but what is secret, for a page that shows the same.

    Raises `ContentErased` and `ContentAltered`.
    """
    return _letter(row, said_by(row), secrets=False)


def digest_shown(commitment: bytes) -> str:
    """The beginning of a commitment as it stands on paper, in groups."""
    text = commitment.hex()[:DIGEST_SHOWN]
    return " ".join(text[at : at + DIGEST_GROUP] for at in range(0, len(text), DIGEST_GROUP))


def check_address(number: str) -> str:
    """Where everybody may ask whether a letter is genuine; "" where the site has no address."""
    site = settings.SITE_ADDRESS.rstrip("/")
    return f"{site}/letters/{quote(number)}/" if site else ""


def _printed(rows: list[Notice]) -> bytes:
    waiting = _waiting(rows)
    letters = [
        _letter(row, said_by(row), secrets=bytes(row.pk) in waiting) | {"qr": _qr(row)}
        for row in rows
    ]
    first = rows[0]
    day = first.issued_on
    given = {
        "title": printable(first.number if len(rows) == 1 else f"{first.number} +{len(rows) - 1}"),
        "author": letters[0]["sender"]["zh"],
        "keywords": [row.number for row in rows[:1]],
        "date": [day.year, day.month, day.day],
        "synthetic": SYNTHETIC if demonstration_day() else "",
        "words": {name: both(said) for name, said in _WORDS.items()},
        "letters": letters,
    }
    return typeset(given, day)


def _waiting(rows: list[Notice]) -> set[bytes]:
    """Those whose letter was not posted yet: only on them stands what is secret."""
    ids = [row.pk for row in rows]
    found = Dispatch.objects.filter(notice__in=ids, channel="letter", state="queued")
    return {bytes(one) for one in found.values_list("notice", flat=True)}


def _letter(row: Notice, said: Said, *, secrets: bool) -> dict[str, Any]:
    kind = kind_since(row.form, row.since)
    shown = {
        one.id: KEPT_BACK
        if one.secret and not secrets
        else _shown(one, said.fields.get(one.id, ""))
        for one in kind.fields
    }
    return {
        "number": said.number,
        "title": both(kind.title),
        "sender": both(office(row.office, row.issued_on).label),
        "addressee": _addressee(kind, said),
        "address": _address(said),
        "paragraphs": [text.format_map(shown) for text in kind.paragraphs],
        "listed": [{"label": both(one.label), "value": shown[one.id]} for one in kind.listed],
        "tables": [_table(one, said.fields[one.id]) for one in kind.tables],
        "rights": [both(right) for right in kind.rights],
        "day": both(Words(_day_zh(row.issued_on), _day_en(row.issued_on))),
        "check": _check(said.number),
        "digest": digest_shown(bytes(row.commitment)),
    }


def _table(field: Field, value: str) -> dict[str, Any]:
    rows = [[printable(cell) for cell in row] for row in table_rows(value)]
    columns = [both(heading) for heading in field.columns]
    return {"label": both(field.label), "columns": columns, "rows": rows}


def _shown(field: Field, value: str) -> str:
    return _day_zh(date.fromisoformat(value)) if field.form == "day" else printable(value)


def _addressee(kind: Kind, said: Said) -> str:
    if kind.to == "account":
        return _ACCOUNT
    code = f"{_TO.zh} {said.code}"
    return printable(f"{said.addressee}（{code}）：" if said.addressee else f"{code}：")


def _address(said: Said) -> list[dict[str, Any]]:
    known = said.fields.get(ADDRESS, "")
    return [{"label": both(_ADDRESS), "value": printable(known)}] if known else []


def _check(number: str) -> str:
    address = check_address(number)
    return address or f"本平台“核验文书”页，输入文号 {number} · on the site, by this number"


def _qr(row: Notice) -> str:
    return drawn(check_address(row.number) or f"{row.number} {bytes(row.commitment).hex()}")


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _day_en(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
