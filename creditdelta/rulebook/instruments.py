"""On which documents does a list or a measure rest, down to the clause, and what follows when one ends?

Clause  S8, S11, S14, S17; architecture ideas 2 and 5.
Data    rulebook/instruments/<id>.toml: laws, regulations, catalogues and memoranda, each with who issued it,
        where it holds, from when, and what becomes of what rests on it when it ends.
        rulebook/fictional/instruments: invented ones, read for a demonstration only.

Where a document holds is any set of divisions, from the country down to a county; asked `at` a division, it
counts only where that lies within.

An instrument that ends without saying what becomes of what rests on it does not load. Whether a document is a
ground of law on a day follows from its kind and from what it rests on itself.

>>> found = instruments()
>>> found["order-58-2023"].successor, found["order-58-2023"].until.isoformat()
('order-36-2026', '2026-03-31')
>>> lawful("catalogue-2021", date(2022, 1, 1)), lawful("tourism-2019", date(2022, 1, 1))
(True, False)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.places import check_places, lies_in
from creditdelta.rulebook.strict import Place, load, read

FOLDER = "instruments"
INVENTED = "fictional/instruments"
MARK = "虚构"
Kind = Literal[
    "law", "regulation", "central_document", "judicial_interpretation", "department_rule",
    "local_regulation", "catalogue", "sanction_list", "memorandum", "normative_document",
]  # fmt: skip
# may by themselves take rights away (国办发〔2020〕49号); everything else must rest on one of them
OF_LAW: tuple[Kind, ...] = (
    "law", "regulation", "central_document", "judicial_interpretation", "local_regulation",
)  # fmt: skip
Manner = Literal["continue", "shorten", "lapse", "convert"]
KINDS: dict[Kind, Words] = {
    "law": Words("法律", "law"),
    "regulation": Words("行政法规", "administrative regulation"),
    "central_document": Words("党中央、国务院文件", "central document"),
    "judicial_interpretation": Words("司法解释", "judicial interpretation"),
    "department_rule": Words("部门规章", "department rule"),
    "local_regulation": Words("地方性法规", "local regulation"),
    "catalogue": Words("信用信息目录", "catalogue of credit information"),
    "sanction_list": Words("失信惩戒措施清单", "list of sanctions"),
    "memorandum": Words("联合奖惩备忘录", "memorandum on joint action"),
    "normative_document": Words("规范性文件", "normative document"),
}
MANNERS: dict[Manner, Words] = {
    "continue": Words("按原期限继续", "goes on for its old term"),
    "shorten": Words("期限缩短", "its term is shortened"),
    "lapse": Words("同日失效", "ends the same day"),
    "convert": Words("转为新文件的措施", "becomes what the new document says"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, and what it says in a line of ours."""

    id: str
    label: Words
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Transition:
    """What becomes of something when the document ends. `about`: a measure or list, "*": all others.

    `term`: from the end on, for `shorten`.
    """

    about: str
    manner: Manner
    term: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document. `regions`: divisions where it holds; `authorities`: kinds of office that act by it, () any.

    `rests_on`: other instruments, `id` or `id#clause`. `basis`: how we know of it.
    """

    id: str
    kind: Kind
    label: Words
    number: str
    issuer: Words
    regions: tuple[str, ...]
    authorities: tuple[str, ...]
    since: date
    until: date | None
    link: str
    rests_on: tuple[str, ...]
    clauses: tuple[Clause, ...]
    successor: str
    transitions: tuple[Transition, ...]
    basis: Basis

    @property
    def fictional(self) -> bool:
        """Whether it was invented for the demonstration."""
        return self.basis.kind == "fictional"

    def holds_in(self, division: str) -> bool:
        """Whether it holds in the whole of a division."""
        return lies_in(division, self.regions)

    def clause(self, id: str, day: date) -> Clause | None:
        """The clause of a number as it stood on a day."""
        return next((row for row in self.clauses if row.id == id and in_force(row, day)), None)


DEFAULTS: dict[type, dict[str, object]] = {
    Clause: {"until": None},
    Transition: {"term": ""},
    Instrument: {
        "number": "", "authorities": (), "until": None, "link": "", "rests_on": (), "clauses": (),
        "successor": "", "transitions": (),
    },
}  # fmt: skip


def instruments(
    root: Path | None = None, *, allow_fictional: bool = False
) -> Mapping[str, Instrument]:
    """Every instrument by its id; `RulebookError` where a file is wrong."""
    return _instruments(root or folder(), allow_fictional)


def on_day(
    id: str, day: date, root: Path | None = None, *, allow_fictional: bool = False, at: str = ""
) -> Instrument | None:
    """The instrument or clause (`id#clause`) named, where in force on a day, `at` a division if asked."""
    name, _, clause = id.partition("#")
    found = instruments(root, allow_fictional=allow_fictional).get(name)
    if found is None or not in_force(found, day) or (at and not found.holds_in(at)):
        return None
    return found if not clause or found.clause(clause, day) else None


def lawful(
    id: str, day: date, root: Path | None = None, *, allow_fictional: bool = False, at: str = ""
) -> bool:
    """Whether a document is a ground of law on a day: itself, or by what it rests on.

    What nobody has read is none; what was invented is one where inventions are allowed, nowhere else.
    `at` a division, only documents that hold there count, all the way up.
    """
    found = on_day(id, day, root, allow_fictional=allow_fictional, at=at)
    if found is None or found.basis.kind == "default":
        return False
    return found.kind in OF_LAW or any(
        lawful(one, day, root, allow_fictional=allow_fictional, at=at) for one in found.rests_on
    )


@cache
def _instruments(root: Path, allow_fictional: bool) -> Mapping[str, Instrument]:
    found: dict[str, Instrument] = {}
    places: dict[str, Place] = {}
    for path in sorted((root / FOLDER).glob("*.toml")):
        table, place = load(path, defaults=DEFAULTS, allow_fictional=allow_fictional)
        found[path.stem] = read(Instrument, table, place, id=path.stem)
        places[path.stem] = place
    for path in sorted((root / INVENTED).glob("*.toml")) if allow_fictional else ():
        table, place = load(path, defaults=DEFAULTS, allow_fictional=True)
        one = read(Instrument, table, place, id=path.stem)
        if not one.fictional or MARK not in one.label.zh or one.id in found:
            mend = (
                f"ground it as fictional, write {MARK} into its name, and give it an id of its own"
            )
            raise place.error("does not say that it is invented", mend)
        found[path.stem], places[path.stem] = one, place
    for id, one in found.items():
        _check_itself(one, places[id], root)
        _check_others(one, found, places[id])
    return found


def _check_itself(one: Instrument, place: Place, root: Path) -> None:
    check_places(one.regions, place.inside("regions"), nation=True)
    unknown = set(one.authorities) - {kind.id for kind in office_kinds(root)}
    if unknown:
        problem = f"no kind of office {min(unknown)!r}"
        raise place.inside("authorities").error(problem, "see offices/kinds.toml")
    if one.until is not None and one.until < one.since:
        raise place.inside("until").error("ends before it begins", "correct since or until")
    check_rows("clauses", ((row.id, row) for row in one.clauses), place)
    for row in one.clauses:
        if row.since < one.since or (one.until and (row.until or one.until) > one.until):
            problem = f"clause {row.id} outlasts its document"
            raise place.inside("clauses").error(problem, "keep its days within the document's")


def _check_others(one: Instrument, known: Mapping[str, Instrument], place: Place) -> None:
    """What it leads to exists, and its end says what becomes of what rests on it."""
    ended = one.until is not None
    if ended != bool(one.transitions) or (one.successor and not ended):
        problem = "its end says nothing of what rests on it" if ended else "it has not ended"
        mend = "give until, and transitions for everything that rests on it, or neither"
        raise place.inside("transitions").error(problem, mend)
    about = [row.about for row in one.transitions]
    if ended and (about.count("*") != 1 or len(set(about)) != len(about)):
        raise place.inside("transitions").error("not one answer for each", "name each once, and *")
    for row in one.transitions:
        if bool(row.term) != (row.manner == "shorten") or (
            row.manner == "convert" and not one.successor
        ):
            problem = f"{row.about}: {row.manner} does not fit"
            mend = "a term goes with shorten, a successor with convert"
            raise place.inside("transitions").error(problem, mend)
    if one.successor and one.successor not in known:
        raise place.inside("successor").error(f"no instrument {one.successor!r}", "add its file")
    for name, _, clause in (id.partition("#") for id in one.rests_on):
        other = known.get(name)
        if other is None or (clause and clause not in {row.id for row in other.clauses}):
            problem = f"no instrument or clause {name}#{clause}".rstrip("#")
            raise place.inside("rests_on").error(problem, "add it, or correct the reference")
    _check_circle(one.id, known, place)


def _check_circle(id: str, known: Mapping[str, Instrument], place: Place) -> None:
    seen, left = set(), [id]
    while left:
        for name in (rest.partition("#")[0] for rest in known[left.pop()].rests_on):
            if name == id:
                raise place.inside("rests_on").error("rests on itself", "cut the circle")
            if name in known and name not in seen:
                seen.add(name)
                left.append(name)
