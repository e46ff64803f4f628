"""Routes of sectors, memoranda and the crosswalk of conduct, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.handbook.portal import instruments, sectors

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("crosswalk/", instruments.crosswalk, "crosswalk", "standard.read"),
    ("sectors/", sectors.sectors, "sectors", "standard.read"),
    ("sectors/<slug:name>/", sectors.sector, "sector", "standard.read"),
    ("memoranda/", sectors.memoranda, "memoranda", "standard.read"),
    ("memoranda/<slug:name>/", sectors.memorandum, "memorandum", "standard.read"),
)
