"""What waits to be told: letters to be posted and served, who is late, and consents others must answer.

Clause  S9, S71.
"""

from collections.abc import Iterator

from creditdelta.consent.portal.acting import named
from creditdelta.consent.queries import consents_asked_by
from creditdelta.consent.rules import state_on
from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, due_by
from creditdelta.notices.queries import Told, late_count, names_of, waiting_notices
from creditdelta.pages.language import say, t

MOST = 200  # letters of one office that are listed
LETTER = "letter"


def letters(place: Place) -> Iterator[Task]:
    """Letters to be posted, then to be served; the earliest due first."""
    listed = waiting_notices(place.office.id, MOST)
    names = names_of(one.ref for one in listed if one.ref is not None)
    for one in listed:
        to_post = _to_post(one)
        due = due_by(one.due_on, place.day, place.calendar) if one.due_on else None
        yield Task(
            _what(say(one.title), to_post=to_post),
            place.at("desk_notice", one.id.hex()),
            names.get(one.ref or b"", ("", ""))[0],
            one.number,
            t("寄出", "Post") if to_post else t("登记", "Enter"),
            due,
            "dispatch" if to_post else "",
            one.id.hex(),
        )


def untold(place: Place) -> Iterator[Task]:
    """Others of the province who were not told in time: one line for all of them."""
    count = late_count(place.office.region, place.day, but=place.office.id)
    if count:
        yield Task(
            t(
                f"本省其他单位有 {count} 份文书逾期未送达",
                f"{count} letters of other offices were not served in time",
            ),
            place.at("desk_untold"),
            note=t("请提醒发文单位", "remind the offices that issued them"),
            action=t("去看", "Look"),
        )


def consents(place: Place) -> Iterator[Task]:
    """Requests that an organisation has not answered yet."""
    asked = [
        one for one in consents_asked_by(place.office.id) if state_on(one, place.day) == "asked"
    ]
    names = {one.ref: one.name for one in named(list(dict.fromkeys(one.ref for one in asked)))}
    for one in asked:
        yield Task(
            t("等组织答复授权请求", "An organisation has not answered the request for consent"),
            place.at("desk_consent", one.id.hex()),
            names[one.ref],
            due=due_by(one.answer_by, place.day, place.calendar),
        )


def _what(title: str, *, to_post: bool) -> str:
    if to_post:
        return t(f"寄出{title}", f"Post: {title}")
    return t(f"登记{title}的送达", f"Enter service: {title}")


def _to_post(one: Told) -> bool:
    return any(way.channel == LETTER and way.state == "queued" for way in one.channels)
