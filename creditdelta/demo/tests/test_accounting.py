"""Files are grouped as people speak of them, and every row is accounted for once."""

from creditdelta.demo.accounting import Account, accounts, group, total
from creditdelta.demo.take_in import COUNTS, Taken

ONE = dict(zip(COUNTS, (7, 3, 1, 1, 0, 2), strict=True))


def taken(region: str, kind: str) -> Taken:
    return Taken("a.csv", kind, region, ONE, ONE)


def test_kinds_are_grouped_by_what_they_are_for():
    kinds = ("registration", "code_map", "penalty", "contract_performance", "withdrawal")
    found = [group(kind) for kind in kinds]
    assert found == ["registers", "registers", "public", "market", "withdrawals"]


def test_accounts_add_up_in_the_order_of_provinces():
    told = [taken("340000", "withdrawal"), taken("310000", "penalty"), taken("310000", "licence")]
    found = accounts([*told, taken("340000", "code_map")])
    assert [(region, name, one.files) for (region, name), one in found.items()] == [
        ("310000", "public", 2),
        ("340000", "registers", 1),
        ("340000", "withdrawals", 1),
    ]
    whole = total(found.values())
    assert (whole.files, whole.counts["rows"], whole.balanced) == (4, 28, True)


def test_a_row_that_is_nowhere_shows():
    account = Account()
    account.add({**ONE, "accepted": 2})
    assert not account.balanced
