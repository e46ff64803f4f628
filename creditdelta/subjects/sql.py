"""Pieces of SQL that say who an organisation is; the same text on every database.

A reference is resolved by evidence that counts (its delivery is closed) or by a judgement that
stands. Two organisations with one older number resolve it to neither.
"""

CLOSED = "JOIN subjects_delivery d ON d.id = {table}.delivery AND d.closed"

# {ref} and {scheme}: expressions of the outer row
SUBJECT = """
CASE WHEN {scheme} = 'uscc' THEN {ref} ELSE COALESCE(
    (SELECT j.other FROM subjects_judgement j
     WHERE j.kind = 'same' AND j.ref = {ref} AND j.undone_at IS NULL LIMIT 1),
    (SELECT i.ref FROM subjects_identifier i
     JOIN subjects_delivery d ON d.id = i.delivery AND d.closed
     WHERE i.older = {ref} AND NOT EXISTS (
        SELECT 1 FROM subjects_identifier k
        JOIN subjects_delivery e ON e.id = k.delivery AND e.closed
        WHERE k.older = i.older AND k.ref <> i.ref) LIMIT 1)
) END
"""
CONFIRMED = """
EXISTS (SELECT 1 FROM subjects_name n JOIN subjects_delivery d ON d.id = n.delivery AND d.closed
        WHERE n.ref = {subject})
"""
NAMED = """
({name_key} IS NULL OR EXISTS (
    SELECT 1 FROM subjects_name n JOIN subjects_delivery d ON d.id = n.delivery AND d.closed
    WHERE n.ref = {subject} AND n.name_key = {name_key})
 OR EXISTS (SELECT 1 FROM subjects_judgement j WHERE j.kind = 'name' AND j.other = {subject}
    AND j.ref = {name_key} AND j.undone_at IS NULL))
"""


def subject(ref: str, scheme: str) -> str:
    """The organisation a reference stands for, or nothing."""
    return SUBJECT.format(ref=ref, scheme=scheme)


def confirmed(subject: str) -> str:
    """Whether a registration or a code map confirms the organisation."""
    return CONFIRMED.format(subject=subject)


def named(subject: str, name_key: str) -> str:
    """Whether a name is one the organisation ever bore, or none was given."""
    return NAMED.format(subject=subject, name_key=name_key)
