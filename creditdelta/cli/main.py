"""`cdelta`: noun then verb. Commands load only when called, so that help answers at once."""

from importlib import import_module

import click

from creditdelta.cli.leaves import guard

COMMANDS = {
    "check": ("creditdelta.cli.check", "逐行核验报送文件 · check supplier files row by row"),
    "ingest": ("creditdelta.cli.ingest", "收件入账 · take supplier files into the ledger"),
    "submission": ("creditdelta.cli.submission", "批次 · submissions and what became of them"),
    "pool": ("creditdelta.cli.pool", "信用数据资源池 · the pool: list, fold, verify, sweep"),
    "sql": ("creditdelta.cli.sql", "查询资源池 · ask the pool, read only"),
    "backup": ("creditdelta.cli.backup", "备份 · keep everything in one folder"),
    "restore": ("creditdelta.cli.restore", "恢复 · a ledger out of its backup"),
    "uscc": ("creditdelta.cli.uscc", "统一社会信用代码 · check, fix, convert codes"),
    "search": ("creditdelta.cli.search", "搜索 · organisations by code, name, first letters"),
    "screen": ("creditdelta.cli.screen", "批量核查 · whom a list of codes and names means"),
    "subject": ("creditdelta.cli.subject", "主体 · organisations: find, show, link, compare names"),
    "record": ("creditdelta.cli.record", "信用记录 · records: show, withdraw, replace, reopen"),
    "notice": ("creditdelta.cli.notice", "文书 · notices: list, show, print, serve, who is untold"),
    "archive": ("creditdelta.cli.archive", "信用档案 · the archive of one organisation"),
    "consent": ("creditdelta.cli.consent", "授权 · consents of organisations: list, ask"),
    "kpi": ("creditdelta.cli.kpi", "质量指标 · indicators of codes and of what is sent"),
    "contribution": (
        "creditdelta.cli.contribution",
        "市场报送单位的贡献账 · what market reporters give and earn",
    ),
    "quality": (
        "creditdelta.cli.quality",
        "报送质量月报 · monthly reports on how well is reported",
    ),
    "calendar": ("creditdelta.cli.calendar", "工作日与期限 · working days and due dates"),
    "explain": ("creditdelta.cli.explain", "解释错误代码 · explain an error code"),
    "standard": ("creditdelta.cli.standard", "数据标准 · list, show, export record standards"),
    "office": ("creditdelta.cli.office", "单位 · offices of the region and what they report"),
    "template": ("creditdelta.cli.template", "空白模板 · blank workbook of a record kind"),
    "init": ("creditdelta.cli.init", "初始化账本 · prepare the ledger's home"),
    "journal": ("creditdelta.cli.journal", "日志 · verify, rebuild and show the journal"),
    "policy": ("creditdelta.cli.policy", "权限 · who may do what, and is all of it declared"),
    "account": ("creditdelta.cli.account", "账户 · accounts: first, create, appoint, list"),
    "api-key": ("creditdelta.cli.api_key", "接口密钥 · API keys of accounts: list, issue, revoke"),
    "lists": (
        "creditdelta.cli.lists",
        "红黑名单 · red and black lists: candidates, who stands in one",
    ),
    "repair": (
        "creditdelta.cli.repair",
        "信用修复 · credit repair: applications, late ones, figures",
    ),
    "webhook": ("creditdelta.cli.webhook", "更新通知 · webhooks: list, send what is due"),
    "doctor": ("creditdelta.cli.doctor", "自检 · check this installation"),
    "world": ("creditdelta.cli.world", "合成世界 · write a synthetic world with its answer key"),
    "serve": ("creditdelta.cli.serve", "启动网站 · serve the site"),
    "demo": ("creditdelta.cli.demo", "演示 · a synthetic world, taken in and held to its key"),
    "mirror": ("creditdelta.cli.mirror", "镜像 · a local copy of what a site tells everybody"),
    "key": ("creditdelta.cli.key", "密钥 · keys: fingerprints, ages, replacing"),
    "security": ("creditdelta.cli.security", "安全 · threats, controls and the map of ASVS"),
    "where": ("creditdelta.cli.where", "条款与代码对照 · where a clause or term lives"),
}


class LazyGroup(click.Group):
    """A group that lists its commands from a table and imports one only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the table's order, which is the order of daily use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one module asked for; it offers its command as `command`."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return guard(found, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Help from the table alone: importing every command would cost a second."""
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="creditdelta", prog_name="cdelta")
def main() -> None:
    """信用长三角 Credit Delta：企业及其他组织公共信用信息平台。

    About organisations only. Exit codes: 0 ok, 1 findings, 2 usage, 3 environment.
    """
