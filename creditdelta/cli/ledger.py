"""What every command on the ledger does first: bring the framework up, say what is missing.

Exit 3 with a sentence where the home was never prepared or the database does not answer.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from creditdelta.kernel.errors import Lang

ENVIRONMENT = 3
_NOT_PREPARED = {
    "zh": "账本尚未初始化（{place}）。请先执行：cdelta init",
    "en": "There is no ledger here yet ({place}). First run: cdelta init",
}
_NO_DATABASE = {
    "zh": "数据库没有应答：{why}。请检查 DATABASE_URL 和数据库服务，再试一次；已确认的数据不受影响。",
    "en": "The database does not answer: {why}. Check DATABASE_URL and the server, then try again; "
    "what was acknowledged is safe.",
}
_NO_SPACE = {
    "zh": "磁盘空间不足：{why}。腾出空间后重新执行同一命令即可继续，已入账的部分不会重复。",
    "en": "The disk is full: {why}. Make room and run the same command again: it goes on where it "
    "stood, and nothing is counted twice.",
}
_NO_LEDGER = ("no such table", "does not exist", "unable to open database file")
_FULL = ("disk is full", "No space left", "could not extend", "disk I/O error")


@contextmanager
def ledger(lang: Lang) -> Iterator[None]:
    """The ledger, ready for use; leaves with exit code 3 and a sentence when it is not."""
    from creditdelta.project.setup import set_up

    set_up()
    from django.db import DatabaseError

    from creditdelta.journal.home import NotPrepared, home

    try:
        yield
    except NotPrepared as missing:
        _leave(_NOT_PREPARED[lang].format(place=missing))
    except DatabaseError as refused:
        if any(word in str(refused) for word in _NO_LEDGER):
            _leave(_NOT_PREPARED[lang].format(place=home()))
        words = _NO_SPACE if any(word in str(refused) for word in _FULL) else _NO_DATABASE
        _leave(words[lang].format(why=str(refused).strip().splitlines()[0]))
    except OSError as refused:
        if refused.errno != NO_SPACE:
            raise
        _leave(_NO_SPACE[lang].format(why=refused.strerror))


NO_SPACE = 28  # ENOSPC


def _leave(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(ENVIRONMENT)
