"""Is what somebody is about to change still what they saw? ETag and If-Match.

Clause  S70: two programs that decide about the same thing do not overwrite each other.
"""

from hashlib import blake2b

from django.http import HttpRequest

from creditdelta.api.problems import ApiProblem

BYTES = 12


def version_of(*parts: object) -> str:
    """The ETag of something that is told by these parts."""
    said = "\0".join(map(str, parts)).encode()
    return f'"{blake2b(said, digest_size=BYTES).hexdigest()}"'


def still(request: HttpRequest, version: str) -> None:
    """Raises the 428 problem without If-Match, the 412 problem where it names another version."""
    told = request.headers.get("If-Match")
    if told is None:
        raise ApiProblem("CD-API-014", 428)
    if version not in (one.strip() for one in told.split(",")):
        raise ApiProblem("CD-API-013", 412)
