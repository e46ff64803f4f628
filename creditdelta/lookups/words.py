"""How are offices and purposes of a look called?

Pure    words only.
"""

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.purposes import purposes


def office_words(office: str) -> Words:
    """The name of an office; its id where no office of that id is known any more."""
    found = offices().get(office)
    return found.label if found else Words(office, office)


def purpose_words(purpose: str) -> Words:
    """The name of a purpose; its id where it is known no longer."""
    found = purposes().get(purpose)
    return found.label if found else Words(purpose, purpose)
