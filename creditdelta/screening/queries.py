"""Which lists has an office had screened, and how do they stand?

Clause  S30.
"""

import json
from datetime import date, timedelta

from django.utils.timezone import localdate

from creditdelta.rulebook.screening import screening_on
from creditdelta.screening.models import Job

SHOWN = 50


def job_of(id: str) -> Job | None:
    """A list by its id."""
    return Job.objects.filter(pk=id).first()


def jobs_of(office: str) -> list[Job]:
    """The latest lists of an office that are still there."""
    found = Job.objects.filter(office=office).exclude(state="ended")
    return list(found.order_by("-asked_at")[:SHOWN])


def counts_of(job: Job) -> dict[str, int]:
    """How many entries were answered in which way; empty before the end."""
    return dict(json.loads(job.counts)) if job.counts else {}


def kept_until(job: Job) -> date:
    """The last whole day on which the answers are there."""
    return localdate(job.asked_at) + timedelta(days=screening_on(job.day).kept_days - 1)
