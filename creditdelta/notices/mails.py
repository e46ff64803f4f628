"""Mails that say a notice waits, and where: no name, number, kind or word of it is in them.

Clause  S9, S70: whoever carries a mail may read it.
Data    rulebook/notices/sending.toml

At least once, honestly: the sending is claimed before it begins and entered after it ended. Whoever is
killed in between leaves the claim, and nobody sends that mail again within the window; afterwards it goes
out once more, under the same Message-ID, because nobody knows whether it left.
"""

import smtplib
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from creditdelta.journal.home import folder
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.notices import serving
from creditdelta.notices.queries import Told, mail_addresses, mails_due, notice
from creditdelta.notices.rules import MoveRefused
from creditdelta.rulebook.sending import sending_on

MAIL, ACTOR = "mail", "keeper"
FILES = "django.core.mail.backends.filebased.EmailBackend"
Outcome = Literal["sent", "refused", "unreachable", "taken"]
SUBJECT = "您有一份文书待查看 · A notice waits for you"
_BODY = """您好：

信用长三角平台上有一份文书等您查看。请登录后打开“收到的文书”{where_zh}。
为了安全，邮件里不写文书的内容，也不会请您付款、提供密码或点开附件。

A notice waits for you on Credit Delta. Sign in and open "Notices received"{where_en}.
No mail of ours says what a notice is about, asks for money or a password, or has an attachment.
"""


def backend() -> BaseEmailBackend | None:
    """What carries mails: the server of the settings, files of the home in a demonstration, or nothing."""
    carrier: BaseEmailBackend | None = None
    if settings.MAIL_SERVER:
        carrier = get_connection()
    elif demonstration_day() is not None:
        carrier = get_connection(FILES, file_path=str(folder("mail")))
    return carrier


def send_due(now: datetime | None = None) -> list[Outcome]:
    """Send what is due, so many that other work does not wait long; what became of each.

    Stops at the first that finds no server: the next round tries again.
    """
    carrier = backend()
    if carrier is None:
        return []
    day = business_day()
    found: list[Outcome] = []
    for one in mails_due(now or datetime.now(UTC), day, sending_on(day).mails_at_once):
        found.append(_send(one, carrier, now or datetime.now(UTC)))
        if found[-1] == "unreachable":
            break
    return found


def _send(id: bytes, carrier: BaseEmailBackend, at: datetime) -> Outcome:
    told = notice(id)
    if told is None:
        return "taken"
    about = envelope(told.region, ACTOR, at=at)
    try:
        serving.begin(id, MAIL, about)
    except MoveRefused:  # somebody else began a moment ago
        return "taken"
    outcome = _handed_over(message(told, mail_addresses(told, business_day())), carrier)
    if outcome == "sent":
        serving.dispatch(id, MAIL, about)
    else:
        serving.fail(id, MAIL, outcome, about)
    return outcome


def _handed_over(
    mail: EmailMessage, carrier: BaseEmailBackend
) -> Literal["sent", "refused", "unreachable"]:
    mail.connection = carrier
    try:
        mail.send()
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError):
        return "unreachable"
    except smtplib.SMTPException:
        return "refused"
    except OSError:
        return "unreachable"
    return "sent"


def message(told: Told, addresses: Sequence[str]) -> EmailMessage:
    """The mail about a notice; who receives it does not learn who else does."""
    site = settings.SITE_ADDRESS.rstrip("/")
    place = f"{site}/{'account' if told.account else 'mine'}/notices/" if site else ""
    body = _BODY.format(
        where_zh=f"：{place}" if place else "", where_en=f": {place}" if place else ""
    )
    headers = {"Message-ID": message_id(told.id), "To": "undisclosed-recipients:;",
               "Auto-Submitted": "auto-generated"}  # fmt: skip
    return EmailMessage(SUBJECT, body, bcc=list(addresses), headers=headers)


def message_id(id: bytes) -> str:
    """The same for every attempt, so that a server or a reader can see that a mail is the same again."""
    digest = blake2b(id, digest_size=16, person=b"cd-mail").hexdigest()
    return f"<{digest}@credit-delta.invalid>"
