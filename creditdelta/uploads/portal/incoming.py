"""A form's file goes straight to the disk of the home, on this one route; no other page takes files.

Clause  S31, S70. Nothing looks into it: whoever may not send, or sent no token, leaves no trace of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from creditdelta.uploads.arriving import Incoming, NoRoom

PIECE_BYTES = 1 << 18
Answer = Callable[[HttpRequest, "Sent"], HttpResponse]


@dataclass(slots=True)
class Sent:
    """What a form or a program sent: the file, if one came, and whether it had to be let go by."""

    name: str = ""
    file: Incoming | None = None
    too_large: bool = False
    full: bool = False

    @property
    def let_go(self) -> bool:
        """Whether there is no use in what else of it comes."""
        return self.too_large or self.full

    def begin(self, name: str = "") -> None:
        """Begin the file."""
        self.name, self.file = name, Incoming()

    def add(self, piece: bytes, most: int) -> None:
        """Add a piece; what is more than `most` bytes, or finds no room, is not kept."""
        if self._file.size + len(piece) > most:
            self.too_large = True
        if not self.let_go:
            try:
                self._file.add(piece)
            except NoRoom:
                self.full = True

    def end(self) -> None:
        """All of it has come."""
        self._file.end()

    def drop(self) -> None:
        """Be gone, unless it became an upload."""
        if self.file is not None:
            self.file.drop()

    @property
    def _file(self) -> Incoming:
        return cast(Incoming, self.file)


class ToDisk(FileUploadHandler):
    """Writes the first file of a form beside the others of the home; further ones are passed over."""

    def __init__(self, sent: Sent, most: int) -> None:
        super().__init__()
        self._sent, self._most = sent, most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin the file."""
        super().new_file(*args, **kwargs)
        if self._sent.file is not None:
            raise SkipFile
        self._sent.begin(self.file_name or "")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Add a piece."""
        del start
        self._sent.add(raw_data, self._most)

    def file_complete(self, file_size: int) -> UploadedFile:
        """All of it has come."""
        self._sent.end()
        return UploadedFile(name=self._sent.name, size=file_size)


def pieces(request: HttpRequest) -> Iterator[bytes]:
    """The bytes of a request as they come, for whoever reads no form."""
    return iter(lambda: request.read(PIECE_BYTES), b"")


def with_file(request: HttpRequest, most: int, answer: Answer) -> HttpResponse:
    """Answer a form with a file of at most so many bytes, once its token is seen to be right.

    The token lies in the form, so the file comes before it can be looked at; it is dropped unless
    the answer made it an upload.
    """
    sent = Sent()
    request.upload_handlers = [ToDisk(sent, most)]

    @csrf_protect
    def protected(request: HttpRequest) -> HttpResponse:
        request.POST  # noqa: B018  this is what reads the form, and the file with it
        return answer(request, sent)

    try:
        return protected(request)
    finally:
        sent.drop()
