"""What stands for {detail} in the sentence of an identifier's error: a place, a form or a name.

Clause  S27, S28.
Pure.

>>> detail("CD-USCC-009", "110108000000016").en
'registration number of 15 digits'
"""

from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import organisation_code, uscc, written_form

OLDER_KINDS = {
    "registration_number": Words("15位工商注册号", "registration number of 15 digits"),
    "organisation_code": Words("9位组织机构代码", "organisation code of 9 characters"),
    "legacy_number": Words("旧式注册号", "registration number of an old form"),
}
_WRITTEN = ("CD-USCC-007", "CD-REGNO-004", "CD-LEGACY-003", "CD-TAXNO-006")
_NOTHING = Words("", "")


def detail(code: str, text: str) -> Words:
    """The missing piece of the sentence of `code` about `text`, in both languages."""
    written = written_form.trim(text)
    if code == "CD-USCC-002":
        return _same(str(uscc.foreign_at(uscc.compact(written))))
    if code == "CD-USCC-009":
        return OLDER_KINDS.get(uscc.older_kind(written) or "", _NOTHING)
    if code == "CD-ORGCODE-004":
        return _same(organisation_code.format(written))
    return _same(written_form.compact(written)) if code in _WRITTEN else _NOTHING


def _same(text: str) -> Words:
    return Words(text, text)
