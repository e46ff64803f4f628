"""A program that asks: it sends its key with every request and reads the answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Program:
    """A program with a key, "" without one."""

    client: Client
    key: str = ""

    def get(self, address: str, **headers: str) -> Any:
        """What is answered to a reading."""
        return self.client.get(ROOT + address, headers=self._headers(headers))

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        """What is answered to something that is sent."""
        return self.client.post(
            ROOT + address, body or {}, content_type="application/json",
            headers=self._headers(headers),
        )  # fmt: skip

    def delete(self, address: str, **headers: str) -> Any:
        """What is answered to a removal."""
        return self.client.delete(ROOT + address, headers=self._headers(headers))

    def send(self, address: str, path: Path, form: str = "text/csv", **headers: str) -> Any:
        """What is answered to a file that is sent as it is."""
        return self.client.generic(
            "POST", ROOT + address, path.read_bytes(), form, headers=self._headers(headers)
        )

    def _headers(self, given: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in given.items()}
        return {**({"Authorization": f"Bearer {self.key}"} if self.key else {}), **named}
