"""The papers of an application: kept encrypted, handed out as they came, opened by nobody here.

Clause  S72, S71. What is no PDF, PNG or JPG by its first bytes is not taken.
"""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

from creditdelta.intake import originals
from creditdelta.repair.checks import NotPossible
from creditdelta.repair.models import Paper

LARGEST = 10_000_000  # bytes
FORMS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def keep(case: bytes, content: bytes) -> str:
    """Keep a paper; its SHA-256. Raises `NotPossible`."""
    form = next((name for first, name in FORMS.items() if content.startswith(first)), "")
    if not form or len(content) > LARGEST:
        raise NotPossible("file")
    digest = sha256(content).hexdigest()
    if not Paper.objects.filter(owner=case, digest=digest).exists():
        token, key = originals.sealed(BytesIO(content))
        Paper.objects.create(
            digest=digest, owner=case, token=token, key=key, form=form, size=len(content)
        )
    return digest


def paper_of(case: bytes, digest: str) -> tuple[bytes, str] | None:
    """A paper as it came, and its form; None where there is none."""
    row = Paper.objects.filter(owner=case, digest=digest).first()
    return (originals.restore(row.token, bytes(row.key)), row.form) if row else None


def destroy(cases: Iterable[bytes]) -> int:
    """Destroy the papers of applications for good; how many there were."""
    rows = list(Paper.objects.filter(owner__in=list(cases)))
    for row in rows:
        originals.destroy(row.token)
        row.delete()
    return len(rows)
