"""What every command on the ledger does first: bring the framework up, say what is missing.

Exit 3 with a sentence where the home was never prepared or the database does not answer.
"""

import errno
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
_NOT_DURABLE = {
    "zh": "数据库的设置不保证已确认的数据在断电后仍在：{why}。请改正后再试；仅供试验的库可设 "
    "CREDITDELTA_UNDURABLE=1。",
    "en": "The database may lose what it acknowledged when the power fails: {why}. Correct the "
    "setting and try again; for a trial database set CREDITDELTA_UNDURABLE=1.",
}
_OTHER_KEYS = {
    "zh": "{place} 中的密钥（{why}）不是这本账的密钥。请恢复原来的密钥；不要用新密钥继续记账。",
    "en": "The keys in {place} ({why}) are not those of this ledger. Put the original ones back; do "
    "not go on with others.",
}
_NO_SPACE = {
    "zh": "磁盘空间不足：{why}。腾出空间后重新执行同一命令即可继续，已入账的部分不会重复。",
    "en": "The disk is full: {why}. Make room and run the same command again: it goes on where it "
    "stood, and nothing is counted twice.",
}
_NO_LEDGER = ("no such table", "does not exist", "unable to open database file")
_FULL = ("disk is full", "No space left", "could not extend", "disk I/O error")


@contextmanager
def ledger(lang: Lang, *, prepared: bool = True) -> Iterator[None]:
    """The ledger, ready for use; leaves with exit code 3 and a sentence when it is not.

    Before it was prepared nothing can be said about its keys and settings.
    """
    from creditdelta.project.setup import set_up

    set_up()
    from django.db import DatabaseError

    from creditdelta.journal.durability import NotDurable, assert_durable
    from creditdelta.journal.home import NotPrepared, home
    from creditdelta.journal.opening import OtherKeys, check_keys

    try:
        if prepared:
            assert_durable()
            check_keys()
        yield
    except NotDurable as setting:
        _leave(_NOT_DURABLE[lang].format(why=setting))
    except OtherKeys as other:
        _leave(_OTHER_KEYS[lang].format(why=other, place=home() / "keys"))
    except NotPrepared as missing:
        _leave(_NOT_PREPARED[lang].format(place=missing))
    except DatabaseError as refused:
        if any(word in str(refused) for word in _NO_LEDGER):
            _leave(_NOT_PREPARED[lang].format(place=home()))
        words = _NO_SPACE if any(word in str(refused) for word in _FULL) else _NO_DATABASE
        _leave(words[lang].format(why=str(refused).strip().splitlines()[0]))
    except OSError as refused:
        if refused.errno not in NO_ROOM:
            raise
        _leave(_NO_SPACE[lang].format(why=refused.strerror))


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # disk, quota or permitted size used up


def _leave(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(ENVIRONMENT)
