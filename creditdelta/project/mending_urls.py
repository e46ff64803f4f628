"""Routes of rows that need their clerk, of single records, of column mappings; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.uploads.portal import mapping, record, rows

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/mappings/", mapping.desk_mappings, "desk_mappings", "mapping.keep"),
    ("desk/uploads/<str:upload>/fix.xlsx", rows.desk_upload_fix, "desk_upload_fix", "upload.read"),
)
ACTED: tuple[Row, ...] = (
    ("desk/mappings/new/", mapping.desk_mapping_new, "desk_mapping_new", "mapping.keep"),
    ("desk/mappings/<str:mapping>/", mapping.desk_mapping, "desk_mapping", "mapping.keep"),
    ("desk/record/new/", record.desk_record_new, "desk_record_new", "upload.send"),
    ("desk/record/<str:record>/", record.desk_record, "desk_record", "upload.send"),
    ("desk/uploads/<str:upload>/rows/", rows.desk_upload_rows, "desk_upload_rows", "upload.send"),
    (
        "desk/uploads/<str:upload>/rows/<int:number>/",
        rows.desk_upload_row,
        "desk_upload_row",
        "upload.send",
    ),
)
