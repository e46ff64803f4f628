"""Where a browser sends a file piece by piece, and learns where to go on after a broken connection.

Clause  S31. Begin: name and size, answered with the address of its bytes. Bytes: `Upload-Offset` says
where they belong; every answer says how many are here, on the disk.
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.uploads import arriving, services
from creditdelta.uploads.arriving import NoRoom, WrongPlace
from creditdelta.uploads.models import Upload
from creditdelta.uploads.portal.incoming import pieces
from creditdelta.uploads.portal.places import REFUSALS, at_upload, own, why_not

OFFSET = "Upload-Offset"
_DIGITS = 18


def desk_upload_begin(request: HttpRequest) -> HttpResponse:
    """An upload of a name and a size."""
    office = own_office(request)
    permit(request, Target(office=office))
    size = request.POST.get("size", "")
    if request.method != "POST" or not _number(size):
        return _said(HTTPStatus.UNPROCESSABLE_ENTITY, "size")
    try:
        account = reader_of(request).account
        upload = services.begin(office, account, request.POST.get("name", ""), int(size))
        if not upload.size:
            services.complete(upload)
    except REFUSALS as refusal:
        return _said(HTTPStatus.UNPROCESSABLE_ENTITY, why_not(refusal))
    return _stands(request, upload)


def desk_upload_bytes(request: HttpRequest, upload: str) -> HttpResponse:
    """GET: how many bytes are here, and which. POST: more of them."""
    one = own(request, upload)
    if request.method != "POST":
        blocks = arriving.blocks(one) if one.state == "arriving" else []
        return _stands(request, one, blocks=blocks, block=arriving.BLOCK_BYTES)
    at = request.headers.get(OFFSET, "")
    if not _number(at):
        return _said(HTTPStatus.UNPROCESSABLE_ENTITY, OFFSET)
    try:
        received = services.append(one, int(at), pieces(request))
        if received == one.size:
            services.complete(one)
    except WrongPlace:
        one.refresh_from_db()
        return _stands(request, one, HTTPStatus.CONFLICT)
    except NoRoom as refusal:
        return _said(HTTPStatus.INSUFFICIENT_STORAGE, why_not(refusal))
    except UnreadablePostError:  # the connection broke; what came is kept
        return _said(HTTPStatus.BAD_REQUEST, "broken")
    return _stands(request, one)


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _stands(
    request: HttpRequest, one: Upload, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    told = {
        "received": one.received,
        "size": one.size,
        "whole": one.state != "arriving",
        "bytes": at_upload(request, "desk_upload_bytes", one),
        "page": at_upload(request, "desk_upload", one),
        **more,
    }
    response = JsonResponse(told, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _said(status: int, message: str) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)
