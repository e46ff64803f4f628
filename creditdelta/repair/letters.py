"""What an organisation is told about its application: accepted, incomplete, repaired, refused, revoked.

Clause  S72. The letters are kinds of rulebook/notices; whoever records the step issues them with it.
"""

from collections.abc import Iterable
from datetime import date

from creditdelta.handbook.documents import document
from creditdelta.journal.services import Envelope
from creditdelta.notices.services import issue
from creditdelta.notices.wording import table
from creditdelta.repair.rules import Case, regime_of
from creditdelta.repair.targets import Target
from creditdelta.rulebook.enums import enum

REFUSALS, REVOCATIONS = "repair-refusal", "repair-revocation"
_NEVER, _NO_BAR = "符合条件以后随时可以再次申请", "没有读到法律规定的期限，可以再次申请"


def number_of(case: Case) -> str:
    """How an application is called in letters and on pages."""
    return f"修{case.id.hex()[:12]}"


def received(case: Case, until: date, about: Envelope) -> bytes:
    """That the application was accepted, and until when it is answered."""
    fields = {"application": number_of(case), "answer_until": until.isoformat()}
    return issue("repair_received", case.ref, case.office, fields, about)


def incomplete(case: Case, missing: str, until: date, about: Envelope) -> bytes:
    """What is missing, and until when it can be handed in."""
    fields = {
        "application": number_of(case),
        "missing": missing,
        "reply_until": until.isoformat(),
    }
    return issue("repair_correction", case.ref, case.office, fields, about)


def repaired(case: Case, one: Target, about: Envelope, day: date) -> bytes:
    """That it was repaired, and from when on nobody may show or use it."""
    end = one.clock.end
    row = [
        one.number or one.label.zh,
        one.decided_on.isoformat() if one.decided_on else "",
        one.authority.zh,
        end.on.isoformat() if end else "",
    ]
    fields = {
        "application": number_of(case),
        "ground": _ground(case),
        "repaired_on": day.isoformat(),
        "records": table([row]),
    }
    return issue("repair_decision", case.ref, case.office, fields, about)


def refused(case: Case, about: Envelope) -> bytes:
    """Why not, by which rule, and when it can be asked for again."""
    fields = {
        "application": number_of(case),
        "reasons": reasons_of(case.reasons, REFUSALS),
        "ground": _ground(case),
        "again": f"{case.again_on}起可以再次申请" if case.again_on else _NEVER,
    }
    return issue("repair_refused", case.ref, case.office, fields, about)


def revoked(case: Case, barred_until: date | None, about: Envelope) -> bytes:
    """That the repair is revoked, why, and for how long no application is taken."""
    fields = {
        "application": number_of(case),
        "reasons": reasons_of(case.reasons, REVOCATIONS),
        "ground": _ground(case),
        "barred": f"至{barred_until}不再受理" if barred_until else _NO_BAR,
    }
    return issue("repair_revoked", case.ref, case.office, fields, about)


def reasons_of(codes: Iterable[str], list_: str) -> str:
    """Reasons in words."""
    known = {row.code: row.label_zh for row in enum(list_).rows}
    return "；".join(known.get(code, code) for code in codes)


def _ground(case: Case) -> str:
    regime = regime_of(case)
    found = document(regime.instrument) if regime.instrument else None
    return f"《{found.label.zh}》（{regime.label.zh}）" if found else regime.label.zh
