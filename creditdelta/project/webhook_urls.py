"""Routes of webhooks, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.webhooks.portal import desk

Row = tuple[str, View, str, str]
READ_, KEEP = "webhook.read", "webhook.keep"

READ: tuple[Row, ...] = (
    ("desk/webhooks/", desk.desk_webhooks, "desk_webhooks", READ_),
    ("desk/webhooks/<str:webhook>/", desk.desk_webhook, "desk_webhook", READ_),
)
ACTED: tuple[Row, ...] = (
    ("desk/webhooks/new/", desk.desk_webhook_new, "desk_webhook_new", KEEP),
    ("desk/webhooks/<str:webhook>/acts/", desk.desk_webhook_act, "desk_webhook_act", KEEP),
)
