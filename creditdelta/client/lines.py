"""What of a line of the feed is kept, and is what is kept the same on both sides?

Clause  S30. One digest over everything: whoever follows the feed and whoever takes everything at once
can compare. The number and leaf of a line say when it was told, and do not go in.
Pure    lines in, bytes out.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from creditdelta.kernel import canonical

DOMAIN = b"creditdelta feed digest 1\n"
_KEPT = ("id", "subject", "records")


def kept(line: Mapping[str, Any], day: str) -> bytes:
    """The canonical bytes of what may be shown of an organisation on a day; b"" where nothing may."""
    records = [
        one for one in line["records"] if one["public_until"] is None or one["public_until"] >= day
    ]
    if not records:
        return b""
    return canonical.dumps({name: line[name] for name in _KEPT} | {"records": records})


def digest(contents: Iterable[bytes]) -> str:
    """The digest of everything kept, given in the order of ids; the empty ones are left out."""
    state = sha256(DOMAIN)
    for content in filter(None, contents):
        state.update(content + b"\n")
    return state.hexdigest()
