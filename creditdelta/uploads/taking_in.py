"""What was confirmed becomes a submission; what is held is looked after until an officer has decided.

Clause  S3, S31. The rows that lie ready are taken in; nothing is read a second time.
"""

import json

from creditdelta.facade.check import rulebook
from creditdelta.intake import services
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.home import folder
from creditdelta.journal.services import seal
from creditdelta.journal.synthetic import demonstration_moment
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.reporters import source_of
from creditdelta.uploads import arriving, reading
from creditdelta.uploads.models import Upload
from creditdelta.uploads.moves import move
from creditdelta.uploads.queries import found_of


def take_in(upload: Upload) -> bool:
    """Take a confirmed upload in, or go on with one that was begun."""
    if upload.state == "loading":
        move(upload, "again")
    if upload.submission is None and not _lies_ready(upload):
        move(upload, "fail", error=json.dumps([reading.NOT_HERE, ""]))
        return True
    move(upload, "load")
    number = upload.submission
    submission = _begun(upload) if number is None else Submission.objects.get(pk=number)
    if submission.state == services.OPEN:
        services.take_in(submission, upload.account)
        seal()
        submission.refresh_from_db()
    _follow(upload, submission)
    return True


def look_after(upload: Upload) -> bool:
    """Follow what a second officer decided about a held one; whether that is done.

    What was let in is taken in by the keeper (intake/pending.py), as what came by command is.
    """
    submission = Submission.objects.get(pk=upload.submission or 0)
    if submission.state == services.REFUSED:
        move(upload, "refuse")
        reading.forget(upload)
    elif submission.state == services.CLOSED:
        move(upload, "load")
        _follow(upload, submission)
    return upload.state != "held"


def _lies_ready(upload: Upload) -> bool:
    place = folder("staging") / found_of(upload).staging
    return arriving.path_of(upload).is_file() and place.is_dir()


def _begun(upload: Upload) -> Submission:
    """Its submission, whose number the upload learns in the same transaction."""
    told = found_of(upload)

    def opened(number: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(submission=number)

    received = Received(
        path=arriving.path_of(upload),
        region=upload.region,
        actor=upload.account,
        today=told.read_on,
        issued_at=demonstration_moment(),
        source=source_of(office(upload.office, told.read_on), told.kind),
        name=upload.name,
        door=upload.door,
        arrived_at=upload.begun_at,
        ready=told.staging,
        opened=opened,
    )
    found = ingest(received, rulebook())
    opened(found.pk)  # another upload of the same bytes may have opened it
    upload.refresh_from_db()
    return found


def _follow(upload: Upload, submission: Submission) -> None:
    """Stand where the submission stands; the bytes are kept with it, and here no more."""
    held = submission.state == services.HELD
    move(upload, "hold" if held else "end")
    arriving.remove(upload)
    if not held:
        reading.forget(upload)
