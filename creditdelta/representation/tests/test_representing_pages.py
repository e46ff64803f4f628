"""Pages of representation: the office's desk, the code's page with and without an account, the people."""

import re
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.models import Account, Post
from creditdelta.accounts.tests.signed_in import an_account, signed_in, with_post
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.representation import services
from creditdelta.representation.models import WrongCode
from creditdelta.representation.queries import acting_for
from creditdelta.representation.tests.own import CODE, NAME, taken_in
from creditdelta.rulebook.representation import representation_on

DESK, INVITATION, PEOPLE = f"/desk/representation/?code={CODE}", "/invitation/", "/mine/people/"
PASSWORD = "silent harbour lantern"
FOUND, REFUSED = 302, 403


@pytest.fixture
def ref(ledger: Path, tmp_path: Path) -> bytes:
    return taken_in(tmp_path)


@pytest.fixture
def office(ref: bytes) -> Client:
    return signed_in(with_post("credit_officer", "310000-credit"))


@pytest.fixture
def code(ref: bytes, office: Client) -> str:
    """The code as it stands on the letter that the office issued."""
    assert "邀请函已签发" in office.post(DESK, {"move": "invite"}).content.decode()
    return said_by(Notice.objects.get()).fields["code"]


@pytest.fixture
def chief(ref: bytes, code: str) -> Client:
    account = an_account()
    client = signed_in(account)
    answer = client.post(INVITATION, {"code": CODE, "invitation": code})
    assert answer["Location"] == f"/mine/?of={CODE}"
    return client


def shown_code(page: str) -> str:
    found = re.search(r'<code class="secret">([0-9A-Z-]+)</code>', page)
    assert found, page
    return found[1]


def test_the_code_stands_on_the_letter_and_not_on_the_page(office: Client, code: str) -> None:
    page = office.get(DESK).content.decode()
    assert code not in page
    assert NAME in page
    assert "邀请函有效到" in page


def test_the_office_sees_how_many_and_not_who(office: Client, chief: Client) -> None:
    page = office.get(DESK).content.decode()
    login = Account.objects.get(pk=Post.objects.get(role="representative").account).login
    assert login not in page
    assert "签发邀请函" not in page.split("有几个账户")[1]


def test_an_office_reaches_its_own_province_only(ref: bytes) -> None:
    other = signed_in(with_post("credit_officer", "320000-credit"))
    assert other.get(DESK).status_code == REFUSED
    assert other.get("/desk/representation/").status_code == 200
    assert other.get("/desk/representation/?code=nonsense").status_code == 404
    sector = signed_in(with_post("sector_officer", "310000-tax"))
    assert sector.get(DESK).status_code == REFUSED


def test_withdrawn_by_the_office(ref: bytes, office: Client, chief: Client) -> None:
    assert chief.get("/mine/").status_code == 200
    assert office.post(DESK, {"move": "withdraw", "ground": "?"}).status_code == 422
    page = office.post(DESK, {"move": "withdraw", "ground": "组织来函"}).content.decode()
    assert "没有账户再代表它" in page
    assert chief.get("/mine/").status_code == REFUSED
    assert "组织来函要求更换" in office.get(DESK).content.decode()


def test_somebody_without_an_account_gets_one_by_the_code(ref: bytes, code: str) -> None:
    given = {"code": CODE, "invitation": code, "login": "ning"}
    given |= {"password1": PASSWORD, "password2": PASSWORD}
    answer = Client().post(INVITATION, given)
    assert answer.status_code == FOUND
    assert answer["Location"].startswith("/account/sign-in/?next=")
    made = Account.objects.get(login="ning")
    assert made.check_password(PASSWORD)
    assert set(acting_for(ref, business_day()).representatives.values()) == {made.pk}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"invitation": "AAAA-BBBB-CCCC-DDDD"}, "代码与邀请码对不上"),
        ({"code": organisation(1)[0]}, "代码与邀请码对不上"),
        ({"code": "nonsense"}, "代码与邀请码对不上"),
        ({"login": "X"}, "登录名须为"),
        ({"password2": "another"}, "两次输入的密码不一样"),
        ({"password1": "short", "password2": "short"}, "密码"),
    ],
)
def test_where_anything_is_wrong_no_account_comes_to_be(
    ref: bytes, code: str, changed: dict[str, str], says: str
) -> None:
    before = Account.objects.count()
    given = {"code": CODE, "invitation": code, "login": "ning"}
    given |= {"password1": PASSWORD, "password2": PASSWORD} | changed
    answer = Client().post(INVITATION, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert given["invitation"] not in page
    assert Account.objects.count() == before
    assert not acting_for(ref, business_day()).accounts


def test_too_many_wrong_codes_and_it_is_tomorrow(ref: bytes, code: str) -> None:
    account = signed_in(an_account())
    wrong = {"code": CODE, "invitation": "AAAA-BBBB-CCCC-DDDD"}
    for _ in range(representation_on(business_day()).wrong_codes):
        assert account.post(INVITATION, wrong).status_code == 422
    answer = account.post(INVITATION, {"code": CODE, "invitation": code})
    assert answer.status_code == 429
    assert "请明天再来" in answer.content.decode()
    assert WrongCode.objects.count() == 1
    other = signed_in(an_account())  # nobody's tries close the code for the organisation
    assert other.post(INVITATION, {"code": CODE, "invitation": code}).status_code == FOUND


def test_a_deputy_comes_and_goes(ref: bytes, chief: Client) -> None:
    page = chief.post(PEOPLE, {"move": "deputy"}).content.decode()
    code, aide = shown_code(page), an_account()
    assert code not in chief.get(PEOPLE).content.decode()  # shown once
    client = signed_in(aide)
    assert client.post(INVITATION, {"code": CODE, "invitation": code}).status_code == FOUND
    assert client.get("/mine/").status_code == 200
    assert client.get(PEOPLE).status_code == REFUSED
    (post,) = acting_for(ref, business_day()).deputies
    assert Account.objects.get(pk=aide).login in chief.get(PEOPLE).content.decode()
    assert chief.post(PEOPLE, {"move": "dismiss", "which": post.hex()}).status_code == FOUND
    assert client.get("/mine/").status_code == REFUSED


def test_a_handover_by_code(ref: bytes, chief: Client) -> None:
    code = shown_code(chief.post(PEOPLE, {"move": "successor"}).content.decode())
    next_ = signed_in(an_account())
    assert next_.post(INVITATION, {"code": CODE, "invitation": code}).status_code == FOUND
    assert next_.get(PEOPLE).status_code == 200
    assert chief.get(PEOPLE).status_code == REFUSED


def test_an_open_code_is_taken_back(chief: Client) -> None:
    chief.post(PEOPLE, {"move": "deputy"})
    page = chief.get(PEOPLE).content.decode()
    found = re.search(r'name="which" value="([0-9a-f]+)"', page)
    assert found
    assert chief.post(PEOPLE, {"move": "take_back", "which": found[1]}).status_code == FOUND
    assert chief.post(PEOPLE, {"move": "take_back", "which": found[1]}).status_code == 422
    assert chief.post(PEOPLE, {"move": "dance", "which": "x"}).status_code == 422


def test_another_organisation_is_not_managed(ref: bytes, chief: Client) -> None:
    other = signed_in(with_post("representative", subject=bytes(16)))
    code = services.invite(
        ref, "deputy", envelope("310000", Post.objects.get(subject=ref).account), business_day()
    )
    assert other.get(f"{PEOPLE}?of={CODE}").status_code == REFUSED
    assert code not in other.get(PEOPLE).content.decode()


def test_the_page_of_codes_is_kept_by_nobody(chief: Client) -> None:
    for answer in (chief.get(PEOPLE), chief.get(INVITATION)):
        assert answer["Cache-Control"] == "private, no-store"
