"""Whose upload is this, where do its pages lie, and why can nothing be sent now? For every page of uploads.

Clause  S31.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.language import t
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads.arriving import NoRoom
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import upload_of
from creditdelta.uploads.services import NoMonth, NotSent, ReadAnew, TooLarge, TooMany

REFUSALS = (TooLarge, TooMany, NoRoom)


def own(request: HttpRequest, id: str) -> Upload:
    """The upload, where the reader acts for its office; else as if there were none."""
    upload = upload_of(id)
    permit(request, Target(office=upload.office if upload else ""))
    if upload is None:
        raise Http404
    return upload


def at_upload(request: HttpRequest, name: str, one: Upload) -> str:
    """The address of one of an upload's pages, for the office the reader acts for."""
    return _for_office(request, url(name, one.id))


def at_desk(request: HttpRequest, name: str, *given: object) -> str:
    """The address of a page of work, for the office the reader acts for."""
    return _for_office(request, url(name, *given))


def asking(address: str, query: Mapping[str, object] | Sequence[tuple[str, object]]) -> str:
    """The address with more asked for in it."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}" if query else address


def _for_office(request: HttpRequest, address: str) -> str:
    asked = request.GET.get(OFFICE, "")
    return f"{address}?{urlencode({OFFICE: asked})}" if asked else address


def too_large() -> str:
    """The sentence about the largest file."""
    most = uploads_on(business_day()).largest_megabytes
    return t(
        f"文件超过 {most} MB，请拆分后再报送",
        f"The file is larger than {most} MB; split it and send the parts",
    )


def why_not(refusal: Exception) -> str:
    """Why nothing can be sent now, in words."""
    if isinstance(refusal, TooLarge):
        return too_large()
    if isinstance(refusal, TooMany):
        return t(
            "本单位未办完的上传太多，请先确认或放弃一些",
            "Your office has too many uploads on their way; confirm or discard some first",
        )
    return t(
        "平台磁盘空间不足，没有收下文件；请稍后再试，或告诉平台管理员",
        "The platform's disk is full and the file was not taken; try later, or tell the operator",
    )


def why_not_done(refusal: Exception) -> str:
    """Why what the clerk wanted was not done, in words."""
    if isinstance(refusal, ReadAnew):
        return t(
            "上次读取后日期或规则有变，正在按今天的规则重新读取，请稍后再确认",
            "Day or rules changed since it was read; it is read again, confirm afterwards",
        )
    if isinstance(refusal, NotSent):
        return t("本单位不报送这种数据", "Your office does not send this kind")
    if isinstance(refusal, NoMonth):
        return t("期间请写成 2026-03 这样的年月", "Write the period as a month, like 2026-03")
    return t(
        "它的状态刚刚变了，这次操作没有办理；下面是现在的情况",
        "It has just changed, so nothing was done; below is how it stands now",
    )
