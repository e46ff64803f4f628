"""From the letter of invitation to a consent that is revoked, as people do it in a browser.

A credit office issues the letter; whoever holds it makes an account by the code, signs in, reads the three
answers, consents to what a bank asks for, and takes that back. With and without scripts.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.entering import entered
from tests.browser.served import CDELTA, Site

PASSWORD = "silent harbour lantern"
BANK = "310000-bank_1"
SCRIPTS = {"scripts": True, "no scripts": False}
_LETTER = """
from creditdelta.project.setup import set_up
set_up()
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
for one in Notice.objects.filter(form="invitation"):
    said = said_by(one)
    print(said.code, said.fields["code"])
"""


def told(site: Site, *command: str) -> str:
    """What a command on the same ledger prints."""
    done = subprocess.run(
        command,
        env={**os.environ, "CREDITDELTA_HOME": str(site.home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def codes(site: Site) -> dict[str, str]:
    """Two organisations of Shanghai that nobody acts for; of the first the demonstration asks consents."""
    rows = site.ask(
        "SELECT DISTINCT p.uscc AS code FROM penalty p JOIN registration r ON r.uscc = p.uscc "
        "WHERE NOT p.waiting AND p.uscc LIKE '9131%' ORDER BY code DESC LIMIT 2"
    )
    return dict(zip(SCRIPTS, (str(row["code"]) for row in rows), strict=True))


@pytest.fixture(scope="module")
def office(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """An officer of the credit office."""
    context = entered(browser, site, "demo.credit")
    yield context
    context.close()


@pytest.fixture(params=list(SCRIPTS))
def person(browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[str, Page]]:
    context = browser.new_context(java_script_enabled=SCRIPTS[request.param])
    yield request.param, context.new_page()
    context.close()


def pressed(page: Page, button: str) -> str:
    """Press a button; what the next page says."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    return page.inner_text("main")


def test_from_the_letter_to_a_consent_that_is_revoked(
    site: Site, office: BrowserContext, person: tuple[str, Page], codes: dict[str, str]
) -> None:
    how, page = person
    code, login = codes[how], f"example-{how.replace(' ', '-')}"
    desk = office.new_page()
    desk.goto(f"{site.address}/desk/representation/?code={code}")
    assert "邀请函已签发" in pressed(desk, "签发邀请函")
    letters = dict(line.split() for line in told(site, sys.executable, "-c", _LETTER).splitlines())
    assert letters[code] not in desk.content()
    desk.close()

    page.goto(f"{site.address}/invitation/")
    page.get_by_label("组织的统一社会信用代码").fill(code)
    page.get_by_label("邀请码").fill(letters[code].lower())
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次").fill(PASSWORD)
    pressed(page, "使用")
    page.get_by_label("登录名或电子邮箱").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    said = pressed(page, "登录")
    assert page.url.startswith(f"{site.address}/mine/")
    assert all(one in said for one in ("有没有问题？", "什么时候消除？", "现在能做什么？"))

    told(
        site, CDELTA, "consent", "ask", code, "--recipient", BANK, "--purpose", "contract_review",
        "--part", "tax", "--part", "contracts", "--reference", "示例合同1号", "--actor", "bank",
    )  # fmt: skip
    page.goto(f"{site.address}/mine/")
    assert "1 个授权请求等您答复" in page.inner_text("main")
    page.get_by_role("link", name="授权", exact=True).click()
    page.get_by_role("link", name="示例银行上海分行").click()
    assert "会被看到的，正是这些" in page.inner_text("main")
    assert "已授权" in pressed(page, "同意")
    assert "已撤回授权" in pressed(page, "撤回授权")
    assert "不能凭这份请求查看任何内容" in page.inner_text("main")

    page.goto(f"{site.address}/invitation/")  # a code is used once
    page.get_by_label("组织的统一社会信用代码").fill(code)
    page.get_by_label("邀请码").fill(letters[code])
    assert "用过、过期" in pressed(page, "使用")
