"""With which accounts a visitor enters the demonstration, said at its end.

Clause  S6.
"""

import click

from creditdelta.kernel.errors import Lang

WORDS: dict[str, dict[Lang, str]] = {
    "accounts": {
        "zh": "演示账户（网站 /demo/accounts/ 显示即时验证码）：",
        "en": "Accounts of the demonstration (the site shows the code of now at /en/demo/accounts/):",
    },
    "password": {"zh": "密码 {password}", "en": "password {password}"},
    "secret": {"zh": "验证器密钥 {secret}", "en": "authenticator secret {secret}"},
    "logins": {"zh": "登录名 {logins}", "en": "logins {logins}"},
}


def show_accounts(lang: Lang) -> None:
    """Logins, password and authenticator secret, on the error channel."""
    from creditdelta.accounts.demonstration import demonstration

    found = demonstration()
    if found is None:
        return
    logins = " ".join(one.login for one in found.entrances)
    click.echo("\n" + WORDS["accounts"][lang], err=True)
    for name in ("password", "secret", "logins"):
        said = {"password": found.password, "secret": found.secret, "logins": logins}
        click.echo(f"  {WORDS[name][lang].format(**said)}", err=True)
