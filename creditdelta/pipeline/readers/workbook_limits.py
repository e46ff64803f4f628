"""How big may a workbook be before it is refused? Every ceiling of the reader in one place.

The ceilings keep the reading process under 512 MB and 30 seconds whatever the file holds; they are
properties of that process, not of any standard, and so are no rulebook data.
"""

FILE_BYTES = 256 << 20
ARCHIVE_ENTRIES = 5_000
INFLATED_BYTES = 640 << 20
SMALL_PART_BYTES = 32 << 20  # of workbook, relations, styles: never that big in earnest
RATIO = 400  # inflated / stored, for a part over RATIO_FREE_BYTES; real sheets reach 10 to 50
RATIO_FREE_BYTES = 16 << 20
SHEETS = 256
SHEET_ROWS = 1_048_576  # what the format itself allows
SHEET_COLUMNS = 702  # A to ZZ
ROW_BYTES = 16 << 20
RUN_BYTES = 512 << 10  # text between two tags; 32,767 characters fill at most 160 KB
CELL_CHARACTERS = 32_767  # what the format itself allows
PIECE_ROWS = 640  # times 16,384 columns: the most that one parsed piece can claim
HEAD_ROWS = 64  # the first piece of a sheet is small: it is read to recognise the form
SAMPLE_ROWS = 20
SPARE_BYTES = 32  # zeros behind the pieces and the shared texts: kernels read whole words
PLAIN_BYTES = 2 << 20  # pieces read at once by the kernels
PLAIN_CELLS = 1 << 19
PLAIN_TEXT_BYTES = 64 << 20  # their columns; a few cells may name one long text many times
PLAIN_STRINGS = 64 << 20  # XML of shared texts that the kernels take on
FORMULA_RANGES = 10_000
LISTED_CELLS = 10_000  # findings on single cells; after that one a row
OLD_FORMAT_CELLS = 4_000_000  # bounding boxes of a .xls, which is read whole

MEMORY_BYTES = 512 << 20
CPU_SECONDS = 30
WAIT_SECONDS = 60.0  # waiting for the reading process, all waits added
