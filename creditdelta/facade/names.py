"""Names of organisations for programs: `cd.names.compare(a, b)`, `cd.names.parse(name)`.

Clause  S27. Plain functions over the rulebook's words. Even `same` speaks of names only: a record
is attached to an organisation by its code.

>>> compare("上海申華有限公司", "上海申华有限公司").decision
'same'
>>> compare("北京某某公司上海分公司", "北京某某公司").decision
'branch'
>>> parse("苏州市协安贸易有限公司").trade_name
'协安'
"""

from creditdelta.kernel.names import check as _check
from creditdelta.kernel.names import compare as _compare
from creditdelta.kernel.names import normal_form as _normal_form
from creditdelta.kernel.names import parts as _parts
from creditdelta.kernel.names.parts import NameParts
from creditdelta.kernel.names.verdicts import Decision
from creditdelta.rulebook.name_words import name_words


def compare(a: str, b: str) -> Decision:
    """What two names say about each other, with the reasons as catalogue codes."""
    return _compare.compare(a, b, name_words())


def parse(name: str) -> NameParts:
    """The parts of an organisation's name; for reading, never for joining records."""
    return _parts.parse(name, name_words())


def normal_form(name: str) -> str:
    """The spelling to compare by: without width, blanks, case, traditional characters, status."""
    return _normal_form.normal_form(name, name_words())


def check(name: str) -> tuple[str, ...]:
    """Catalogue codes for one name as it stands in a file; empty when nothing is to be said."""
    return _check.reasons(name, name_words())
