"""An issuer of identities on this machine, small and honest, or dishonest as a test wants it."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "credit-delta", "a secret of a test"
Claims = dict[str, Any]


class Issuer:
    """Answers discovery, keys and tokens; `spoil` changes the claims of the next token."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with: Any = self.key
        self.algorithm = "RS256"
        self.spoil: Callable[[Claims], None] = lambda claims: None
        self.told: Claims = {}
        self.asked: dict[str, dict[str, str]] = {}  # code -> what the browser was sent with
        self.says_it_is = ""
        self.address = ""

    def agree(self, asked: dict[str, str]) -> str:
        """Somebody signs in at the issuer; the code the browser comes back with."""
        code = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
        self.asked[code] = asked
        return code

    def configuration(self) -> Claims:
        return {
            "issuer": self.says_it_is or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> Claims:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def token(self, sent: dict[str, str]) -> tuple[int, Claims]:
        asked = self.asked.pop(sent.get("code", ""), None)
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or sent["client_secret"] != SECRET:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims: Claims = {
            "iss": self.address, "sub": "110101199003070000", "aud": CLIENT, "iat": now,
            "exp": now + 300, "nonce": asked["nonce"], "name": "某某", **self.told,
        }  # fmt: skip
        self.spoil(claims)
        text = jwt.encode(claims, self.signs_with, self.algorithm, headers={"kid": "one"})
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": text}


@contextmanager
def serving() -> Iterator[Issuer]:
    """The issuer at an address of this machine."""
    issuer = Issuer()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/.well-known/openid-configuration": issuer.configuration,
                "/keys": issuer.keys,
            }
            self._say(200, pages[self.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(*issuer.token({name: one[0] for name, one in parse_qs(body).items()}))

        def _say(self, status: int, told: Claims) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    issuer.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
