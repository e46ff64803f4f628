"""Pieces of SQL that say who an organisation is; the same text on every database.

A reference is resolved by evidence that counts or by a judgement that stands; two organisations
with one older number resolve it to neither. Evidence counts once its delivery is closed and while
the record it was told in (a registration, a code map) stands. `known` asks for what was known at
the end of an earlier day. The closures are rows of the records slice, read here by table name only,
because a withdrawn registration must stop confirming anybody at that very moment.
"""

from datetime import date


def delivered(delivery: str, known: date | None = None) -> str:
    """Whether the rows of a delivery (an alias of subjects_delivery) count."""
    if known is None:
        return f"{delivery}.closed"
    return f"({delivery}.closed AND {delivery}.counted_on <= '{known.isoformat()}')"


def standing(judgement: str, known: date | None = None) -> str:
    """Whether a judgement (an alias of subjects_judgement) stands."""
    if known is None:
        return f"{judgement}.undone_on IS NULL"
    day = known.isoformat()
    undone = f"({judgement}.undone_on IS NULL OR {judgement}.undone_on > '{day}')"
    return f"({judgement}.made_on <= '{day}' AND {undone})"


def closing(closure: str, delivery: str, known: date | None = None) -> str:
    """Whether a closure counts; `delivery` is its delivery, joined from the left."""
    told = f"({closure}.delivery IS NULL OR {delivered(delivery, known)})"
    if known is None:
        return f"({closure}.reopened_on IS NULL AND {told})"
    day = known.isoformat()
    return (
        f"(({closure}.told_on IS NULL OR {closure}.told_on <= '{day}')"
        f" AND ({closure}.reopened_on IS NULL OR {closure}.reopened_on > '{day}') AND {told})"
    )


def evidence(table: str, alias: str, known: date | None = None, joins: str = "") -> str:
    """`FROM` and the beginning of `WHERE` for rows of a table of evidence that count."""
    return f"""
    FROM {table} {alias} JOIN subjects_delivery d_{alias} ON d_{alias}.id = {alias}.delivery {joins}
    WHERE {delivered(f"d_{alias}", known)} AND NOT EXISTS (
        SELECT 1 FROM records_closure c_{alias}
        LEFT JOIN subjects_delivery dc_{alias} ON dc_{alias}.id = c_{alias}.delivery
        WHERE c_{alias}.ref = {alias}.ref AND c_{alias}.document = {alias}.document
        AND {closing(f"c_{alias}", f"dc_{alias}", known)})
    """  # noqa: S608  # nosec B608 # names and days of our own, never a value from outside


def subject(ref: str, scheme: str, known: date | None = None) -> str:
    """The organisation a reference stands for, or nothing; `ref`, `scheme`: of the outer row."""
    return f"""
    CASE WHEN {scheme} = 'uscc' THEN {ref}
    WHEN EXISTS (SELECT 1 FROM subjects_judgement j
        WHERE j.kind = 'same' AND j.ref = {ref} AND {standing("j", known)})
    THEN (SELECT j.other FROM subjects_judgement j
        WHERE j.kind = 'same' AND j.ref = {ref} AND {standing("j", known)}
        AND NOT EXISTS (SELECT 1 FROM subjects_judgement h WHERE h.kind = 'same'
            AND h.ref = j.ref AND h.other <> j.other AND {standing("h", known)}) LIMIT 1)
    ELSE (SELECT i.ref {evidence("subjects_identifier", "i", known)} AND i.older = {ref}
        AND NOT EXISTS (SELECT 1 {evidence("subjects_identifier", "k", known)}
            AND k.older = i.older AND k.ref <> i.ref) LIMIT 1)
    END
    """  # noqa: S608  # nosec B608 # names and days of our own, never a value from outside


def confirmed(subject: str, known: date | None = None) -> str:
    """Whether a registration or a code map confirms the organisation."""
    return f"EXISTS (SELECT 1 {evidence('subjects_name', 'n', known)} AND n.ref = {subject})"


def named(subject: str, name_key: str, known: date | None = None) -> str:
    """Whether a name is one the organisation ever bore, or none was given."""
    return f"""
    ({name_key} IS NULL
     OR EXISTS (SELECT 1 {evidence("subjects_name", "n", known)}
        AND n.ref = {subject} AND n.name_key = {name_key})
     OR EXISTS (SELECT 1 FROM subjects_judgement j WHERE j.kind = 'name'
        AND j.other = {subject} AND j.ref = {name_key} AND {standing("j", known)}))
    """  # noqa: S608  # nosec B608 # names and days of our own, never a value from outside
