"""What stands for {detail} in the sentence of an identifier's error: a place, a form or a name.

Clause  S27, S28.
Pure.

>>> detail("CD-USCC-009", "110108000000016").en
'registration number of 15 digits'
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.errors import Lang, Words
from creditdelta.kernel.identifiers import organisation_code, uscc, written_form

if TYPE_CHECKING:
    import pyarrow as pa

OLDER_KINDS = {
    "registration_number": Words("15位工商注册号", "registration number of 15 digits"),
    "organisation_code": Words("9位组织机构代码", "organisation code of 9 characters"),
    "legacy_number": Words("旧式注册号", "registration number of an old form"),
}
_WRITTEN = ("CD-USCC-007", "CD-REGNO-004", "CD-LEGACY-003", "CD-TAXNO-006")
_FOREIGN, _OLDER, _HYPHENATED = "CD-USCC-002", "CD-USCC-009", "CD-ORGCODE-004"
_NOTHING = Words("", "")


def detail(code: str, text: str) -> Words:
    """The missing piece of the sentence of `code` about `text`, in both languages."""
    written = written_form.trim(text)
    if code == _FOREIGN:
        return _same(str(uscc.foreign_at(uscc.compact(written))))
    if code == _OLDER:
        return OLDER_KINDS.get(uscc.older_kind(written) or "", _NOTHING)
    if code == _HYPHENATED:
        return _same(organisation_code.format(written))
    return _same(written_form.compact(written)) if code in _WRITTEN else _NOTHING


def has_detail(code: str) -> bool:
    """Whether `detail` has anything to say for this code."""
    return code in (_FOREIGN, _OLDER, _HYPHENATED, *_WRITTEN)


def detail_column(code: str, values: "pa.StringArray", lang: Lang) -> "pa.StringArray":
    """`detail` of every value; missing ones give an empty text."""
    import pyarrow as pa

    if code == _FOREIGN:
        from creditdelta.kernel.identifiers.compiled_checks import foreign_column

        return pa.array(foreign_column(values)).cast(pa.string())
    said = [detail(code, value).say(lang) if value else "" for value in values.to_pylist()]
    return pa.array(said, pa.string())


def _same(text: str) -> Words:
    return Words(text, text)
