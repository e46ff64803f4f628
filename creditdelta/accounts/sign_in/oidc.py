"""Signing in by an issuer of identities: OpenID Connect, code flow with PKCE, every claim checked.

Clause  S6, S70. allauth carries the flow. What it takes on trust is checked here: signature, algorithm,
nonce, age, and whom the token was made for. Nothing the issuer says of a person is kept; its word for
who somebody is becomes a keyed digest.
"""

import hashlib
import hmac
import time
from typing import Any

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in import vouched
from creditdelta.accounts.sign_in.issuers import LOOPBACK, Issuer, issuers
from creditdelta.journal.home import key

ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"}
)
OLDEST = 600  # seconds since a token was made
NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
OURS = "openid_connect"


class _Flow(OpenIDConnectOAuth2Adapter):
    """One sign-in by an issuer."""

    verifier = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself; it must be the issuer that was meant."""
        found: dict[str, Any] = super().openid_config
        if found.get("issuer") != _issuer(self.provider_id).issuer:
            raise OAuth2Error("another issuer answers")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            address = str(found.get(name, ""))
            if not address.startswith("https://") and not _is_here(address):
                raise OAuth2Error(f"{name} is not reached by https")
        return found

    def get_provider(self) -> "Vouching":
        """The issuer as allauth knows it."""
        return Adapter().get_provider(self.request, self.provider_id)

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """The issuer's answer to our code."""
        self.verifier = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **answer: Any) -> Any:
        """Whose sign-in it is, once every claim was checked."""
        del token
        issuer = _issuer(self.provider_id)
        claims = self._checked(issuer, str(answer["response"].get("id_token") or ""))
        told = {"id_token": {"sub": _opaque(issuer, str(claims["sub"]))}}
        login = self.get_provider().sociallogin_from_response(request, told)
        login.account.extra_data = {}
        login.vouched = vouched.of(issuer, claims)
        return login

    def _checked(self, issuer: Issuer, token: str) -> dict[str, Any]:
        try:
            algorithm = jwt.get_unverified_header(token).get("alg")
        except jwt.PyJWTError as wrong:
            raise OAuth2Error("no token") from wrong
        if algorithm not in ALGORITHMS:
            raise OAuth2Error("this algorithm proves nothing")
        try:
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=issuer.issuer,
                audience=issuer.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except KeyError as lacking:  # a token or a key without its name
            raise OAuth2Error("the key is not named") from lacking
        if any(name not in claims for name in NEEDED):
            raise OAuth2Error("a claim is lacking")
        if not hmac.compare_digest(str(claims["nonce"]), _nonce(self.verifier)):
            raise OAuth2Error("the token answers another question")
        if not -OLDEST < time.time() - float(claims["iat"]) < OLDEST:
            raise OAuth2Error("the token was not made now")
        audience = claims["aud"]
        if (
            isinstance(audience, list)
            and len(audience) > 1
            and claims.get("azp") != issuer.client_id
        ):
            raise OAuth2Error("the token is meant for others too")
        return claims


class Vouching(OpenIDConnectProvider):
    """An issuer, asked with a nonce that only this sign-in can know."""

    oauth2_adapter_class = _Flow

    def get_pkce_params(self) -> dict[str, str]:
        """The proof that the answer comes back to who asked, and the nonce made of it."""
        found: dict[str, str] = super().get_pkce_params()
        return {**found, "nonce": _nonce(found["code_verifier"])}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """What our file of issuers asks for; an address cannot ask for more."""
        del request
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Nothing an address says goes to the issuer."""
        del request, action
        return {}


class Adapter(DefaultSocialAccountAdapter):
    """What the house decides about people an issuer vouches for."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The issuers of the home's file, as allauth wants them."""
        del request
        return [
            _app(one)
            for one in issuers()
            if provider in (None, OURS, one.id) and client_id in (None, one.client_id)
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Vouching:
        """An issuer by its id."""
        return Vouching(request, app=self.get_app(request, provider, client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether the issuer vouches for somebody who has a place here."""
        del request
        return vouched.has_place(sociallogin.vouched)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let the posts of somebody known follow what the issuer says now."""
        del request
        if sociallogin.is_existing:
            vouched.follow(sociallogin.user, sociallogin.vouched)

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Account:
        """An account for somebody who comes for the first time."""
        del form
        account = vouched.made(sociallogin.vouched, sociallogin.account.uid)
        sociallogin.user = account
        sociallogin.save(request)
        vouched.follow(account, sociallogin.vouched)
        return account


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to an issuer."""
    return _view(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from an issuer."""
    return _view(OAuth2CallbackView, request, provider_id)


def _view(kind: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id not in {one.id for one in issuers()}:
        raise Http404
    try:
        response: HttpResponse = kind.adapter_view(_Flow(request, provider_id))(request)
    except (OAuth2Error, RequestException) as wrong:  # the issuer is away, or says it is another
        response = render_authentication_error(request, None, exception=wrong)
    return response


def _issuer(provider_id: str) -> Issuer:
    return next(one for one in issuers() if one.id == provider_id)


def _app(one: Issuer) -> SocialApp:
    settings = {
        "server_url": one.issuer,
        "scope": list(one.scopes),
        "fetch_userinfo": False,
        "oauth_pkce_enabled": True,
    }
    return SocialApp(
        provider=OURS, provider_id=one.id, name=one.name, client_id=one.client_id,
        secret=one.secret(), settings=settings,
    )  # fmt: skip


def _nonce(verifier: str) -> str:
    return hashlib.sha256(b"nonce " + verifier.encode()).hexdigest()


def _opaque(issuer: Issuer, subject: str) -> str:
    """The issuer's word for somebody, which may be a personal number, as a keyed digest."""
    return hmac.new(key("factors"), f"{issuer.id} {subject}".encode(), hashlib.sha256).hexdigest()


def _is_here(address: str) -> bool:
    return address.startswith(
        tuple(f"http://{host}" for host in (*LOOPBACK[:2], f"[{LOOPBACK[2]}]"))
    )
