"""Signing in by an issuer: the flow with PKCE, what its word means here, and every token that is refused."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from creditdelta.accounts.models import Account, Post, Proposal, SignIn
from creditdelta.accounts.sign_in.issuers import IssuersUnclear, issuers
from creditdelta.accounts.tests.issuer import CLIENT, SECRET, Claims, Issuer, serving
from creditdelta.intake.tests.supplies import organisation
from creditdelta.subjects.finding import references_of

CALLBACK = "/account/issuer/zwfw/callback/"
FILE = """
[[issuers]]
id = "zwfw"
name = "统一身份认证"
issuer = "{address}"
client_id = "{client}"
secret_file = "issuer-secret"
claims = {{ role = "post", office = "unit", uscc = "org" }}
roles = {{ clerk = "tax_officer" }}
second_factor_amr = ["otp"]
"""


@pytest.fixture
def issuer(ledger: Path) -> Iterator[Issuer]:
    with serving() as found:
        (ledger / "issuer-secret").write_text(SECRET)
        (ledger / "issuers.toml").write_text(FILE.format(address=found.address, client=CLIENT))
        yield found


OFFICER = {"post": "clerk", "unit": "310000-tax", "amr": ["pwd", "otp"]}


def sent(client: Client) -> dict[str, str]:
    """What the browser is sent to the issuer with."""
    answer = client.post("/account/issuer/zwfw/", {"next": "/account/"})
    return dict(parse_qsl(urlsplit(answer["Location"]).query))


def back(client: Client, issuer: Issuer, asked: dict[str, str] | None = None) -> Any:
    """Sign in at the issuer and come back."""
    asked = asked or sent(client)
    return client.get(CALLBACK, {"code": issuer.agree(asked), "state": asked["state"]})


def test_the_page_offers_it_and_lets_the_form_leave(issuer: Issuer, client: Client) -> None:
    answer = client.get("/account/sign-in/")
    assert "用 统一身份认证 登录" in answer.content.decode()
    assert f"form-action 'self' {issuer.address}" in answer["Content-Security-Policy"]


def test_an_officer_comes_with_a_second_factor(issuer: Issuer, client: Client) -> None:
    issuer.told = OFFICER
    asked = sent(client)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"
    assert back(client, issuer, asked)["Location"] == "/account/"
    post = Post.objects.get()
    assert (post.role, post.office, post.appointed_by) == (
        "tax_officer",
        "310000-tax",
        "issuer zwfw",
    )
    assert "先设置第二重验证" not in client.get("/account/").content.decode()
    assert SignIn.objects.filter(way="oidc", result="signed_in").count() == 1


def test_nothing_about_the_person_is_kept(issuer: Issuer, client: Client) -> None:
    issuer.told = OFFICER
    back(client, issuer)
    rows = str(list(SocialAccount.objects.values())) + str(list(Account.objects.values()))
    rows += str(dict(client.session))
    assert "110101199003070000" not in rows
    assert "某某" not in rows


def test_without_a_second_factor_one_is_set_up_here(issuer: Issuer, client: Client) -> None:
    issuer.told = {**OFFICER, "amr": ["pwd"]}
    assert back(client, issuer)["Location"] == "/account/factors/"


def test_the_same_person_has_the_same_account(issuer: Issuer) -> None:
    issuer.told = OFFICER
    back(Client(), issuer)
    back(Client(), issuer)
    assert Account.objects.count() == 1
    assert Post.objects.count() == 1


def test_posts_follow_the_issuers_word(issuer: Issuer) -> None:
    issuer.told = OFFICER
    back(Client(), issuer)
    issuer.told = {**OFFICER, "unit": "320000-tax"}
    back(Client(), issuer)
    assert [p.office for p in Post.objects.filter(dismissed_at=None)] == ["320000-tax"]
    issuer.told = {}
    back(Client(), issuer)
    assert not Post.objects.filter(dismissed_at=None).exists()


def test_a_representative_is_proposed_and_not_appointed(issuer: Issuer, client: Client) -> None:
    code = organisation(0)[0]
    issuer.told = {"org": code}
    back(client, issuer)
    back(Client(), issuer)
    proposal = Proposal.objects.get()
    assert proposal.role == "representative"
    assert references_of(code)[bytes(proposal.subject)] == "uscc"
    assert not Post.objects.exists()


def test_who_has_no_place_here_gets_no_account(issuer: Issuer, client: Client) -> None:
    issuer.told = {"post": "clerk", "unit": "nowhere", "org": "913100000000000000"}
    answer = back(client, issuer)
    assert "这里没有您的账户" in answer.content.decode()
    assert not Account.objects.exists()


def test_a_disabled_account_does_not_come_in(issuer: Issuer) -> None:
    issuer.told = OFFICER
    back(Client(), issuer)
    Account.objects.update(is_active=False)
    other = Client()
    assert back(other, issuer)["Location"] == "/account/sign-in/"
    assert other.get("/account/").status_code == 302


SPOILT: dict[str, Callable[[Claims], object]] = {
    "nonce of another": lambda claims: claims.update(nonce="0" * 64),
    "no nonce": lambda claims: claims.pop("nonce"),
    "another issuer": lambda claims: claims.update(iss="https://id.example.invalid"),
    "no issuer": lambda claims: claims.pop("iss"),
    "for somebody else": lambda claims: claims.update(aud="another"),
    "for others too": lambda claims: claims.update(aud=[CLIENT, "another"]),
    "for nobody": lambda claims: claims.pop("aud"),
    "expired": lambda claims: claims.update(exp=int(time.time()) - 10),
    "without an end": lambda claims: claims.pop("exp"),
    "made long ago": lambda claims: claims.update(iat=int(time.time()) - 3600),
    "without a moment": lambda claims: claims.pop("iat"),
    "about nobody": lambda claims: claims.pop("sub"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_wrong_token_is_refused(issuer: Issuer, client: Client, spoil: Any) -> None:
    issuer.told, issuer.spoil = OFFICER, spoil
    refused(client, issuer)


def refused(client: Client, issuer: Issuer) -> None:
    answer = back(client, issuer)
    assert answer.status_code == 401
    assert "没有登录" in answer.content.decode()
    assert not Account.objects.exists()
    assert client.get("/account/").status_code == 302


def test_a_strangers_signature_is_refused(issuer: Issuer, client: Client) -> None:
    issuer.told = OFFICER
    issuer.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    refused(client, issuer)


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET * 3)])
def test_a_token_that_proves_nothing_is_refused(
    issuer: Issuer, client: Client, algorithm: str, key: Any
) -> None:
    issuer.told, issuer.algorithm, issuer.signs_with = OFFICER, algorithm, key
    refused(client, issuer)


def test_another_state_is_refused(issuer: Issuer, client: Client) -> None:
    asked = sent(client)
    answer = client.get(CALLBACK, {"code": issuer.agree(asked), "state": "another"})
    assert answer.status_code == 401


def test_a_code_stolen_from_another_browser_is_refused(issuer: Issuer, client: Client) -> None:
    issuer.told = OFFICER
    stolen = issuer.agree(sent(Client()))
    asked = sent(client)
    assert client.get(CALLBACK, {"code": stolen, "state": asked["state"]}).status_code == 401


def test_an_issuer_that_says_it_is_another_is_refused(issuer: Issuer, client: Client) -> None:
    issuer.told = OFFICER
    asked = sent(client)
    issuer.says_it_is = "https://id.example.invalid"
    answer = client.get(CALLBACK, {"code": issuer.agree(asked), "state": asked["state"]})
    assert answer.status_code == 401


def test_an_issuer_that_is_away_is_said(issuer: Issuer, client: Client, ledger: Path) -> None:
    gone = FILE.format(address="http://127.0.0.1:9", client=CLIENT)
    (ledger / "issuers.toml").write_text(gone)
    assert client.post("/account/issuer/zwfw/").status_code == 401


def test_nothing_of_an_address_reaches_the_issuer(issuer: Issuer, client: Client) -> None:
    answer = client.post("/account/issuer/zwfw/?auth_params=nonce%3Dmine&scope=everything")
    asked = dict(parse_qsl(urlsplit(answer["Location"]).query))
    assert asked["nonce"] != "mine"
    assert asked["scope"] == "openid"


def test_turning_back_is_said(issuer: Issuer, client: Client) -> None:
    asked = sent(client)
    answer = client.get(CALLBACK, {"error": "access_denied", "state": asked["state"]}, follow=True)
    assert "取消了登录" in answer.content.decode()


def test_an_unknown_issuer_is_no_page(ledger: Path, client: Client) -> None:
    assert client.post("/account/issuer/zwfw/").status_code == 404
    assert client.get(CALLBACK).status_code == 404


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"{address}"', '"http://id.example.invalid"'),
        ("tax_officer", "security_administrator"),
        ("tax_officer", "representative"),
        ("tax_officer", "king"),
        ('client_id = "{client}"', ""),
        ("uscc =", "shoe_size ="),
        ('id = "zwfw"', 'id = "zwfw"\nsecret = "here"'),
        ("[[issuers]]", "[[issuers"),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused(ledger: Path, before: str, after: str) -> None:
    assert before in FILE
    text = FILE.replace(before, after)
    (ledger / "issuers.toml").write_text(
        text.format(address="https://id.example.cn", client=CLIENT)
    )
    with pytest.raises(IssuersUnclear):
        issuers()
