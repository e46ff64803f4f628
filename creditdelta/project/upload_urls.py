"""Routes of sending files, looking at what is wrong in them, mending rows; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.uploads.portal import bytes, desk

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/uploads/<str:upload>/", desk.desk_upload, "desk_upload", "upload.read"),
    (
        "desk/uploads/<str:upload>/progress/",
        desk.desk_upload_progress,
        "desk_upload_progress",
        "upload.read",
    ),
)
ACTED: tuple[Row, ...] = (
    ("desk/uploads/", desk.desk_uploads, "desk_uploads", "upload.send"),
    ("desk/uploads/begin", bytes.desk_upload_begin, "desk_upload_begin", "upload.send"),
    (
        "desk/uploads/<str:upload>/bytes",
        bytes.desk_upload_bytes,
        "desk_upload_bytes",
        "upload.send",
    ),
    ("desk/uploads/<str:upload>/act/", desk.desk_upload_act, "desk_upload_act", "upload.send"),
)
