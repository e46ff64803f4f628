"""With which accounts may a visitor enter the demonstration? Elsewhere there is no such page.

Clause  S6.
"""

import time

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.demonstration import PERIOD, demonstration
from creditdelta.accounts.places import office_name
from creditdelta.pages.portal import not_found
from creditdelta.pages.responses import page
from creditdelta.rulebook.policy import policy


def demo_accounts(request: HttpRequest) -> HttpResponse:
    """Every login with its role, the password, and the code of now."""
    found = demonstration()
    if found is None:
        return not_found(request)
    context = {
        "found": found,
        "code": found.code(),
        "left": PERIOD - int(time.time()) % PERIOD,
        "roles": policy().roles,
        "office_name": office_name,
    }
    return page(request, "accounts/demonstration.html", context)
