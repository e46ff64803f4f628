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
    """Takes the SHA-256 of a file and keeps nothing of it; `digest` "" where none was sent."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.digest, self.begun, self.size = "", sha256(), 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **kwargs)
        self.digest, self.begun, self.size = "", sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it; too much of it ends the request."""
        del start
        self.size += len(raw_data)
        if self.size > LARGEST:
            raise StopUpload(connection_reset=True)
        self.begun.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        """All of it: an empty file, as of a field left blank, has no digest."""
        self.digest = self.begun.hexdigest() if file_size else ""


def digesting(view: View) -> View:
    """The view with `digest`: of the file sent with its form, computed while it came in."""

    @csrf_exempt  # the token stands in the form, which is read only after the handler was named
    @wraps(view)
    def prepared(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        handler = Digested(request)
        request.upload_handlers = [handler]

        @csrf_protect
        def protected(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            sent = request.POST  # read now, and the file with it
            return view(request, *given, digest=handler.digest if sent else "", **named)

        return protected(request, *given, **named)

    return prepared
