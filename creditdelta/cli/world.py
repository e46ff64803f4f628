"""`cdelta world`: the synthetic world of four provinces as files, with the answers to mark them by.

Clause  S22, S27, S31. Everybody and everything in it is invented; the files say so.
"""

import json
from pathlib import Path

import click

WORDS = "{files} 个文件，{rows:,} 行，答案在 {key}\n{files} files, {rows:,} rows; the answers are in {key}"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """合成世界 · a synthetic world of four provinces, with its answer key."""


@command.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="写到哪个目录 · folder for the files",
)
@click.option(
    "--organisations",
    type=click.IntRange(min=400, max=2_000_000),
    default=20_000,
    show_default=True,
    help="主体数量 · number of organisations",
)
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子 · random seed")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
def build(out: Path, organisations: int, seed: int, as_json: bool) -> None:
    """四省市报送文件及答案 · supplier files of four provinces and what must become of every row.

    Writes the files, deliveries.json (their order and times of issue) and answers.json. Equal
    options give equal bytes. All of it is synthetic.
    """
    from creditdelta.world.build import ANSWERS
    from creditdelta.world.build import build as write

    files = {supply.file for supply in write(out, seed, organisations)}
    key = out / ANSWERS
    counts = json.loads(key.read_text(encoding="utf-8"))["files"]
    rows = sum(one["rows"] for one in counts)
    if as_json:
        record = {"files": len(files), "deliveries": len(counts), "rows": rows, "answers": str(key)}
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(WORDS.format(files=len(files), rows=rows, key=key))


@command.command()
@click.option("--seed", required=True, help="随机种子，可为任意文字 · random seed, any text")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="写到哪个文件 · file for the rows",
)
@click.option(
    "--organisations",
    type=click.IntRange(min=400, max=1_000_000),
    default=2_000,
    show_default=True,
    help="主体数量 · number of organisations",
)
def names(seed: str, out: Path, organisations: int) -> None:
    """名称归属测试集 · rows with spoilt names and codes, and whom each is truly about.

    A second file beside it, ending in -registrations.csv, is the register the rows refer to. The
    column truth is empty where no registered organisation is meant. All of it is synthetic.
    """
    from creditdelta.world.names_set import write

    register = write(out, seed, organisations)
    click.echo(f"{out}\n{register}")
