"""Routes of submissions of an office, return slips, withdrawals, zero reports; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.intake.portal import batches, office_counts, returns, slips, withdrawals, zero

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/batches/", batches.desk_batches, "desk_batches", "batch.read"),
    ("desk/batches/<int:number>/", batches.desk_batch, "desk_batch", "batch.read"),
    ("desk/batches/<int:number>/slip/", slips.desk_slip, "desk_slip", "batch.read"),
    ("desk/batches/<int:number>/slip.pdf", slips.desk_slip_pdf, "desk_slip_pdf", "batch.read"),
    ("desk/returns/", returns.desk_returns, "desk_returns", "batch.read"),
    ("desk/returns/<str:month>.xlsx", returns.desk_return, "desk_return", "batch.read"),
    ("desk/zero/", zero.desk_zero, "desk_zero", "batch.read"),
    ("desk/withdrawals/", withdrawals.desk_withdrawals, "desk_withdrawals", "batch.read"),
    (
        "desk/withdrawals/<str:withdrawal>/",
        withdrawals.desk_withdrawal,
        "desk_withdrawal",
        "batch.read",
    ),
    ("quality/offices/", office_counts.office_counts, "office_counts", "quality.read"),
    ("slips/", slips.slips, "slips", "slip.check"),
    ("slips/<int:number>/", slips.slip, "slip", "slip.check"),
)
ACTED: tuple[Row, ...] = (
    (
        "desk/batches/<int:number>/decide/",
        batches.desk_batch_decide,
        "desk_batch_decide",
        "batch.decide",
    ),
    (
        "desk/withdrawals/new/",
        withdrawals.desk_withdrawal_new,
        "desk_withdrawal_new",
        "withdrawal.propose",
    ),
    (
        "desk/withdrawals/read/",
        withdrawals.desk_withdrawal_read,
        "desk_withdrawal_read",
        "withdrawal.acknowledge",
    ),
    (
        "desk/withdrawals/<str:withdrawal>/act/",
        withdrawals.desk_withdrawal_act,
        "desk_withdrawal_act",
        "withdrawal.decide",
    ),
    ("desk/zero/act/", zero.desk_zero_act, "desk_zero_act", "zero.report"),
)
