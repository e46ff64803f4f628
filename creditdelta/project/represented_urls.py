"""Routes of consents and of who acts for an organisation, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.consent.portal.desk import desk_consent, desk_consents
from creditdelta.consent.portal.mine import mine_consents
from creditdelta.representation.portal.consents import mine_consent
from creditdelta.representation.portal.desk import desk_representation
from creditdelta.representation.portal.invitation import redeem
from creditdelta.representation.portal.mine import mine, mine_looks, mine_record, mine_records
from creditdelta.representation.portal.people import mine_people

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("mine/", mine, "mine", "mine.read"),
    ("mine/looks/", mine_looks, "mine_looks", "mine.read"),
    ("mine/records/", mine_records, "mine_records", "mine.read"),
    ("mine/records/<str:record>/", mine_record, "mine_record", "mine.read"),
    ("mine/consents/", mine_consents, "mine_consents", "consent.read"),
)
ACTED: tuple[Row, ...] = (
    ("mine/consents/<str:consent>/", mine_consent, "mine_consent", "consent.answer"),
    ("mine/people/", mine_people, "mine_people", "representation.manage"),
    ("invitation/", redeem, "invitation", "invitation.redeem"),
    ("desk/consents/", desk_consents, "desk_consents", "consent.ask"),
    ("desk/consents/<str:consent>/", desk_consent, "desk_consent", "consent.take_back"),
    ("desk/representation/", desk_representation, "desk_representation", "representation.decide"),
)
