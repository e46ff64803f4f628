"""A notification is signed as Standard Webhooks says; a webhook's secret is its own and drawn anew."""

import base64
from pathlib import Path

import pytest

from creditdelta.journal.home import NotPrepared, key_path
from creditdelta.webhooks.signing import secret, signature, told


def test_the_example_of_standard_webhooks() -> None:
    own = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    said = signature([own], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert said == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_webhook_and_each_generation_has_its_own(ledger: Path) -> None:
    drawn = {secret(bytes([one]) * 16, generation) for one in range(5) for generation in (1, 2, 3)}
    assert len(drawn) == 15
    assert secret(bytes(16), 1) == secret(bytes(16), 1)
    assert base64.b64decode(told(secret(bytes(16), 1)).removeprefix("whsec_")) == secret(
        bytes(16), 1
    )


def test_without_its_key_nothing_is_signed(ledger: Path) -> None:
    key_path("webhooks").unlink()
    with pytest.raises(NotPrepared):
        secret(bytes(16), 1)
