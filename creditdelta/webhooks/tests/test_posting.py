"""By TLS to the machine that was looked at, under the name that was asked for: nobody else is believed."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from creditdelta.webhooks.addresses import Allowed, read
from creditdelta.webhooks.posting import post

HERE = Allowed(loopback=True)
NAME = "receiver.example"
BODY = b"{}"


def certificate(place: Path, name: str) -> Path:
    """A certificate of a name, signed by itself, with its key."""
    own = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(own, hashes.SHA256())
    )
    kept = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    place.write_bytes(made.public_bytes(kept) + own.private_bytes(kept, *plain))
    return place


@pytest.fixture
def listening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A receiver by TLS on this machine, which its name means; gives its port."""
    pem = certificate(tmp_path / "own.pem", NAME)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = [(0, 0, 0, "", ("127.0.0.1", port))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
        monkeypatch.setattr("socket.create_connection", _dialled)
        Thread(target=_answer, args=(server, context), daemon=True).start()
        yield port


def _dialled(address: tuple[str, int], timeout: float) -> socket.socket:
    assert address[0] == "127.0.0.1"  # the machine, never the name
    dialled = socket.socket()
    dialled.settimeout(timeout)
    dialled.connect(address)
    return dialled


def _answer(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            one, _ = server.accept()
            with context.wrap_socket(one, server_side=True) as secure:
                told = b""
                # answered before all is read, what is still under way would reset the connection
                while not told.endswith(BODY) and (part := secure.recv(65536)):
                    told += part
                secure.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        except ssl.SSLError:
            continue  # it was not believed
        except OSError:
            return


def test_the_name_is_what_the_certificate_must_say(listening: int) -> None:
    def outcome(name: str) -> tuple[str, int]:
        answer = post(read(f"https://{name}:{listening}/", HERE), {}, BODY, HERE, 5)
        return answer.outcome, answer.status

    assert outcome(NAME) == ("delivered", 202)
    assert outcome("other.example") == ("unreachable", 0)


def test_whoever_is_not_vouched_for_is_not_believed(
    listening: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path / "another.pem", NAME)))
    answer = post(read(f"https://{NAME}:{listening}/", HERE), {}, BODY, HERE, 5)
    assert answer.outcome == "unreachable"
