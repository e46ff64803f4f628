"""People sign in: with an app, a passkey, a recovery code; are held up; and staff need a second factor."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.entering import enter, entered, secrets_of, show_code
from tests.browser.served import Site

HELD_UP = "登录名或密码不对，或者该账户暂时不能登录"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_with_an_app_and_the_keyboard_alone(page: Page, site: Site) -> None:
    known = secrets_of(site)
    page.goto(f"{site.address}/account/sign-in/")
    page.get_by_label("登录名或电子邮箱").focus()
    page.keyboard.type("demo.tax")
    page.keyboard.press("Tab")
    page.keyboard.type(known.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{site.address}/account/factors/sign-in/"
    page.get_by_label("验证码或恢复码").focus()
    page.keyboard.type(known.codes()[1])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{site.address}/account/"
    assert "税务人员" in page.inner_text("main")
    assert page.get_by_role("link", name="我的账户").first.is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="退出登录").click()
    assert page.url == f"{site.address}/"
    assert page.get_by_role("link", name="登录", exact=True).first.is_visible()


def test_in_english_all_the_way(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/en/account/sign-in/")
    page.get_by_label("Login or e-mail address").fill("demo.company")
    page.get_by_label("Password").fill(secrets_of(site).password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.url == f"{site.address}/en/account/"
    assert "My account" in page.inner_text("h1")


def authenticator(page: Page) -> CDPSession:
    """A device of the browser that holds passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return session


def at_localhost(site: Site) -> Site:
    """The same site by the name for which browsers allow passkeys without TLS."""
    return Site(site.address.replace("127.0.0.1", "localhost"), site.folder)


def test_a_passkey_is_set_up_and_opens_the_site(page: Page, site: Site) -> None:
    here = at_localhost(site)
    authenticator(page)
    enter(page, here, "demo.deputy", secrets_of(site).password)
    page.goto(f"{here.address}/account/factors/keys/add/")
    page.get_by_label("怎么称呼它").fill("试验密钥")
    with page.expect_navigation():
        page.get_by_role("button", name="设置", exact=True).click()
    assert page.url.endswith("/account/factors/codes/"), page.inner_text("main")
    page.goto(f"{here.address}/account/factors/keys/")
    assert "试验密钥" in page.inner_text("main")
    page.goto(f"{here.address}/account/")
    with page.expect_navigation():
        page.get_by_role("button", name="退出登录").click()
    page.goto(f"{here.address}/account/sign-in/")
    with page.expect_navigation():
        page.get_by_role("button", name="用通行密钥登录").click()
    assert page.url == f"{here.address}/account/", page.inner_text("main")
    page.goto(f"{here.address}/account/factors/keys/confirm/")
    with page.expect_navigation():
        page.get_by_role("button", name="用通行密钥确认").click()
    assert page.url == f"{here.address}/account/"


def test_a_key_that_does_not_answer_is_said(page: Page, site: Site) -> None:
    page.goto(f"{at_localhost(site).address}/account/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('gone')); }")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_text("密钥没有回应").wait_for()


def test_a_recovery_code_stands_in_for_the_app(browser: Browser, page: Page, site: Site) -> None:
    context = entered(browser, site, "demo.court")
    own = context.new_page()
    own.goto(f"{site.address}/account/factors/codes/new/")
    with own.expect_navigation():
        own.get_by_role("button", name="重新生成").click()
    spare = own.locator(".codes-list code").all_inner_texts()
    assert len(spare) == 10
    context.close()
    enter(page, site, "demo.court", secrets_of(site).password)
    show_code(page, spare[0])
    assert page.url == f"{site.address}/account/"


def test_five_wrong_passwords_hold_a_stranger_up_and_not_the_owner(
    browser: Browser, page: Page, site: Site
) -> None:
    # nobody else signs in to this account: it stays held up for the rest of the run
    context = entered(browser, site, "demo.credit3")
    for _ in range(5):
        enter(page, site, "demo.credit3", "wrong")
        assert HELD_UP in page.inner_text("main")
    enter(page, site, "demo.credit3", secrets_of(site).password)
    assert HELD_UP in page.inner_text("main")
    own = context.new_page()
    own.goto(f"{site.address}/account/")
    with own.expect_navigation():
        own.get_by_role("button", name="退出登录").click()
    enter(own, site, "demo.credit3", secrets_of(site).password)
    assert own.url.endswith("/account/factors/sign-in/")
    context.close()


def test_from_a_new_account_to_an_officer_with_a_second_factor(
    browser: Browser, page: Page, site: Site
) -> None:
    system = entered(browser, site, "demo.system")
    made = system.new_page()
    made.goto(f"{site.address}/console/accounts/new/")
    made.get_by_label("登录名", exact=True).fill("new.officer")
    with made.expect_navigation():
        made.get_by_role("button", name="开通").click()
    link = made.locator("code.secret").inner_text()
    made.get_by_role("link", name="到这个账户").click()
    account = re.search(r"/console/accounts/([0-9a-f]{32})/", made.url)
    assert account
    system.close()
    words = "gentle winter orchard"
    page.goto(link)
    page.get_by_label("密码", exact=True).fill(words)
    page.get_by_label("再输入一次").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="保存").click()
    assert page.url == f"{site.address}/account/sign-in/", page.inner_text("main")
    security = entered(browser, site, "demo.security")
    console = security.new_page()
    console.goto(f"{site.address}/console/accounts/{account[1]}/")
    console.get_by_label("角色").select_option("credit_officer")
    console.get_by_label("单位编号").fill("320000-credit")
    with console.expect_navigation():
        console.get_by_role("button", name="任命").click()
    assert "320000-credit" in console.inner_text("main")
    assert "江苏省发展和改革委员会" in console.inner_text("main")
    security.close()
    enter(page, site, "new.officer", words)
    assert page.url == f"{site.address}/account/factors/"
    page.get_by_role("link", name="设置 验证器应用").click()
    assert page.locator(".qr-frame svg").is_visible()


def test_confirming_once_more_leads_on(browser: Browser, site: Site) -> None:
    context = entered(browser, site, "demo.sector")
    page = context.new_page()
    page.goto(f"{site.address}/account/confirm/?next=/account/factors/codes/new/")
    page.get_by_label("密码").fill(secrets_of(site).password)
    with page.expect_navigation():
        page.get_by_role("button", name="确认").click()
    assert page.url == f"{site.address}/account/factors/codes/new/"
    context.close()
