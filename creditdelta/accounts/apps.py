"""The slice of accounts, as the framework knows it."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts; listens to what happens to second factors."""

    name = "creditdelta.accounts"

    def ready(self) -> None:
        """Begin to listen."""
        from creditdelta.accounts.sign_in.receivers import connect

        connect()
