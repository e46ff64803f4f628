"""No page takes files yet: what is sent as one is refused before anything of it is kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


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
