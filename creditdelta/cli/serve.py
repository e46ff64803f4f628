"""`cdelta serve`: the site on an address of this machine, with everything it needs in the background."""

import os

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

ADDRESS: dict[Lang, str] = {
    "zh": "网站： http://{host}:{port}/   停止： Ctrl-C",
    "en": "The site: http://{host}:{port}/   stop it: Ctrl-C",
}

BEHIND: dict[Lang, str] = {
    "zh": "本站可从别处访问，只经 TLS 应答：请在前面放置代理并设 CREDITDELTA_PROXIES，见 docs/serving.md。",
    "en": "Others can reach this site, so it answers through TLS only: put a proxy in front and set "
    "CREDITDELTA_PROXIES, see docs/serving.md.",
}


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 · address")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, show_default=True,
    help="网页进程数 · web processes",
)  # fmt: skip
@lang_option
def command(host: str, port: int, workers: int, lang: Lang) -> None:
    """启动网站；/healthz 返回 200 即就绪 · serve the site; ready when /healthz answers 200.

    What was taken in meanwhile by other commands is followed within a second or two.
    """
    with ledger(lang):
        from creditdelta.project.security_settings import ALLOWED_HOSTS, tls
        from creditdelta.project.serve import serve

        if tls(os.environ.get("CREDITDELTA_TLS"), [*ALLOWED_HOSTS, host]):
            click.echo(BEHIND[lang], err=True)
        click.echo(ADDRESS[lang].format(host=host, port=port))
        serve(host, port, workers)
