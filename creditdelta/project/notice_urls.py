"""Routes of notices, with the operation of each: those that are only read, and those that are sent to."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.notices.portal import check, desk, mine, untold

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("letters/", check.letters, "letters", "letter.check"),
    ("letters/<str:number>/", check.letter, "letter", "letter.check"),
    ("desk/notices/", desk.desk_notices, "desk_notices", "notice.read"),
    ("desk/notices/<str:notice>/", desk.desk_notice, "desk_notice", "notice.read"),
    ("desk/notices/<str:notice>/letter.pdf", desk.desk_letter, "desk_letter", "notice.read"),
    ("desk/untold/", untold.desk_untold, "desk_untold", "untold.read"),
    (
        "desk/untold/letters.pdf",
        untold.desk_untold_letters,
        "desk_untold_letters",
        "notice.read",
    ),
    ("mine/notices/", mine.mine_notices, "mine_notices", "notice.receive"),
    ("mine/notices/<str:notice>/", mine.mine_notice, "mine_notice", "notice.receive"),
    ("mine/notices/<str:notice>/letter.pdf", mine.mine_letter, "mine_letter", "notice.receive"),
    ("account/notices/", mine.account_notices, "account_notices", "notice.account"),
)
ACTED: tuple[Row, ...] = (
    ("desk/notices/<str:notice>/act/", desk.desk_notice_act, "desk_notice_act", "notice.serve"),
    ("mine/service/", mine.mine_service, "mine_service", "notice.agree"),
    ("mine/notices/<str:notice>/open/", mine.mine_notice_open, "mine_notice_open", "notice.open"),
)
