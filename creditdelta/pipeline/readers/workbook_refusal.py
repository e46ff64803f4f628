"""Why a whole workbook is refused, as the reading process says it."""


class Refusal(Exception):
    """The workbook is not read; `code` is in the catalogue, `row` the sheet row if known."""

    def __init__(self, code: str, detail: str = "", *, row: int = 0) -> None:
        super().__init__(code, detail, row)
        self.code = code
        self.detail = detail
        self.row = row
