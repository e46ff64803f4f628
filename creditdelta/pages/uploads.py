"""What becomes of files sent with a form: none is taken, or only its digest is.

A view that wants a digest says so by `digesting`; what is sent to any other is refused before anything
of it is kept.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

LARGEST = 50_000_000  # bytes of a document whose digest is wanted
View = Callable[..., HttpResponse]


class NoFiles(FileUploadHandler):
    """Stops at the first file of a form."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse it, and the rest of the request with it."""
        del args, kwargs
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached: no file is begun."""

    def file_complete(self, file_size: int) -> None:
        """Never reached: no file is begun."""


class Digested(FileUploadHandler):
    """Takes the SHA-256 of a file and keeps nothing of it; `taken` "" where none was sent."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken, self.begun, self.size = "", sha256(), 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **kwargs)
        self.taken, self.begun, self.size = "", sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it; too much of it ends the request."""
        del start
        self.size += len(raw_data)
        if self.size > LARGEST:
            raise StopUpload(connection_reset=True)
        self.begun.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        """All of it: an empty file, as of a field left blank, has no digest."""
        self.taken = self.begun.hexdigest() if file_size else ""


class Held(FileUploadHandler):
    """Takes one file into memory, and ends the request where it is larger than a view allows."""

    def __init__(self, request: HttpRequest | None = None, largest: int = LARGEST) -> None:
        super().__init__(request)
        self.largest, self.parts, self.size = largest, list[bytes](), 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **kwargs)
        self.parts, self.size = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it; what is too much is not kept."""
        del start
        self.size += len(raw_data)
        if self.size <= self.largest:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> None:
        """All of it; too much of it counts as none."""
        if file_size > self.largest:
            self.parts = []

    @property
    def taken(self) -> bytes:
        """The whole file; empty where none was sent, or too much."""
        return b"".join(self.parts)


def holding(largest: int) -> Callable[[View], View]:
    """The view with `content`: the bytes of the file sent with its form, none where it was too large."""

    def made(view: View) -> View:
        return _handled(view, lambda request: Held(request, largest), "content")

    return made


def digesting(view: View) -> View:
    """The view with `digest`: of the file sent with its form, computed while it came in."""

    return _handled(view, Digested, "digest")


def _handled(view: View, made: Callable[[HttpRequest], Digested | Held], called: str) -> View:
    @csrf_exempt  # the token stands in the form, which is read only after the handler was named
    @wraps(view)
    def prepared(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        handler = made(request)
        request.upload_handlers = [handler]

        @csrf_protect
        def protected(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            sent = request.POST  # read now, and the file with it
            taken = handler.taken if sent else made(request).taken
            return view(request, *given, **{called: taken}, **named)

        return protected(request, *given, **named)

    return prepared
