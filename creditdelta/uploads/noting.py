"""What must a clerk be shown of a file? Noted while it is read, since nobody reads it a second time.

Clause  S31, S75. Wrong rows with their cells and findings in words (`wrong.ndjson`), and what the file
was taken for (`seen.json`). Of rows about natural persons nothing is noted but how many, and where.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.intake.reading import COLUMNS_MISSING, EXPIRED, UNRECOGNISED, Read
from creditdelta.kernel.columns import as_text
from creditdelta.kernel.durable import write_whole
from creditdelta.pipeline.check import Checked
from creditdelta.pipeline.readers.source import ROW, UnreadableFile
from creditdelta.pipeline.render import Finding, Renderer
from creditdelta.pipeline.report import Report
from creditdelta.pipeline.screen import PERSON_CODE, PERSON_ROW
from creditdelta.pipeline.validate.marks import WITHHELD
from creditdelta.pipeline.validate.masked import masked
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.pipeline.validate.step import refused_rows
from creditdelta.uploads.first_lines import first_lines
from creditdelta.uploads.returned import is_marked

NO_FORM = (UNRECOGNISED, COLUMNS_MISSING)  # its sender may say which column is which
WRONG, SEEN = "wrong.ndjson", "seen.json"
NOT_SENT = "CD-UPLOAD-001"
FILE_NOTES = 40
PER_CENT = 100
_DAYS = ("_decided", "_published", "_happened")


class Notes:
    """Beside the reading of one file: `most` wrong rows are kept, of kinds in `allowed` only."""

    def __init__(self, folder: Path, allowed: frozenset[str], most: int) -> None:
        self._folder, self._allowed, self._most = folder, allowed, most
        self._lines: list[bytes] = []
        self._months = Counter[str]()
        self._person_rows: list[int] = []
        self._expired_rows: list[int] = []
        self._persons = self._expired = 0
        self._renderers: tuple[Renderer, Renderer] | None = None
        self.marked = False  # it is a fix-it workbook that comes back

    def part(
        self, checked: Checked, plan: Plan, good: pa.RecordBatch, gone: npt.NDArray[np.bool_]
    ) -> None:
        """Note a part; raises `UnreadableFile` where the sender may not send this kind."""
        if plan.standard.kind not in self._allowed:
            raise UnreadableFile(NOT_SENT, detail=plan.standard.label.zh)
        expired = good.column(ROW).to_numpy()[gone]
        self._expired += len(expired)
        self._expired_rows += expired[: self._most - len(self._expired_rows)].tolist()
        self._months.update(_months(good))
        found = checked.found
        about_persons = pc.is_in(found.column("code").cast(pa.string()), _PERSONS)
        persons = np.unique(found.filter(about_persons).column("row").to_numpy())
        self._persons += len(persons)
        self._person_rows += persons[: self._most - len(self._person_rows)].tolist()
        wrong = np.setdiff1d(refused_rows(found), persons)[: self._most - len(self._lines)]
        if len(wrong):
            self._add(checked, plan, pa.array(wrong, pa.int64()))

    def _add(self, checked: Checked, plan: Plan, wrong: pa.Array) -> None:
        found = checked.found.filter(pc.is_in(checked.found.column("row"), value_set=wrong))
        if self._renderers is None:
            self._renderers = Renderer("zh", plan), Renderer("en", plan)
        codes = {rule.heading: rule.column.code for rule in plan.columns}
        said: dict[int, list[dict[str, Any]]] = {row: [] for row in wrong.to_pylist()}
        private = set[int]()
        zh, en = (renderer.findings(found) for renderer in self._renderers)
        for one, other in zip(zh, en, strict=True):
            said[one.row].append(_said(one, other, codes.get(one.column, "")))
            if one.code in WITHHELD:
                private.add(one.row)
        cells = _cells(checked, wrong, private)
        self._lines += [
            json.dumps(
                {"row": row, "cells": cells.get(row, {}), "wrong": wrongs}, ensure_ascii=False
            ).encode()
            for row, wrongs in said.items()
        ]

    def whole(self, report: Report, read: Read) -> None:
        """Lay down what was noted."""
        recognition = report.recognition
        self.marked = recognition is not None and is_marked(recognition.header.cells)
        write_whole(self._folder / WRONG, b"".join(line + b"\n" for line in self._lines))
        write_whole(self._folder / SEEN, json.dumps(self._seen(report, read)).encode())

    def _seen(self, report: Report, read: Read) -> dict[str, Any]:
        good = read.rows - read.rejected
        told: dict[str, Any] = {
            "standard": read.standard, "form": report.form, "sheet": masked(report.sheet),
            "rows": read.rows, "unreadable": read.unreadable,
            "good": good, "expired": self._expired, "persons": self._persons,
            "wrong": read.rejected - self._expired - self._persons,
            "person_rows": self._person_rows,
            "expired_rows": self._expired_rows,
            "first": first_lines(report.path) if read.unreadable in NO_FORM else (),
            "rules": _rules(report, self._expired), "notes": _notes(report),
        }  # fmt: skip
        recognition = report.recognition
        if recognition is not None:
            told |= {
                "kind": recognition.standard.kind,
                "standard": recognition.standard.id,
                "mapping": recognition.mapping.source if recognition.mapping else "",
                "sure": round(recognition.confidence * PER_CENT),
                "missing": [column.code for column in recognition.missing],
                "unknown": [masked(recognition.header.cells[at]) for at in recognition.unknown],
            }
        if self._months:
            month, rows = max(self._months.items(), key=lambda item: (item[1], item[0]))
            told |= {"period": month, "period_sure": rows * PER_CENT // max(1, good)}
        return told


_PERSONS = pa.array([PERSON_ROW, PERSON_CODE])


def _months(good: pa.RecordBatch) -> Iterable[str]:
    """The month of each row's decision, as 2026-03; of its publication or event where none is told."""
    days = pc.coalesce(*(good.column(name) for name in _DAYS))
    months: list[str] = pc.strftime(days.drop_null(), "%Y-%m").to_pylist()
    return months


def _said(zh: Finding, en: Finding, column: str) -> dict[str, Any]:
    return {
        "column": column,
        "heading": zh.column,
        "code": zh.code,
        "severity": zh.severity,
        "value": masked(zh.value or ""),
        "zh": [masked(zh.message), masked(zh.suggestion)],
        "en": [masked(en.message), masked(en.suggestion)],
        "suggested": zh.suggested,
    }


def _cells(checked: Checked, wrong: pa.Array, private: set[int]) -> dict[int, dict[str, str]]:
    """The cells of the rows that could be put into a table, without personal numbers."""
    numbers = checked.part.batch.column(ROW)
    chosen = pc.is_in(numbers, value_set=wrong)
    rows = numbers.filter(chosen).to_pylist()
    columns = {
        code: as_text(column.filter(chosen)).to_pylist() for code, column in checked.columns.items()
    }
    return {
        row: {
            code: masked(cells[at] or "", every=row in private) for code, cells in columns.items()
        }
        for at, row in enumerate(rows)
    }


def _rules(report: Report, expired: int) -> list[dict[str, Any]]:
    """How often each rule was broken in rows, the most frequent first."""
    header = report.recognition.header.last if report.recognition else 0
    of_file = {(code, column) for code, column, row in _placed(report) if row <= header}
    found = [
        {"code": code, "column": masked(column), "count": count}
        for (code, column), count in sorted(report.totals.items(), key=lambda item: -item[1])
        if (code, column) not in of_file
    ]
    return found + ([{"code": EXPIRED, "count": expired}] if expired else [])


def _notes(report: Report) -> list[dict[str, Any]]:
    """What was found of the file itself and of its header."""
    header = report.recognition.header.last if report.recognition else 0
    first = report.first().to_pylist()
    return [
        {
            "code": one["code"], "column": masked(one["column"]), "row": one["row"],
            "detail": masked(one["detail"] or ""),
        }
        for one in first
        if one["row"] <= header or one["code"] == report.unread
    ][:FILE_NOTES]  # fmt: skip


def _placed(report: Report) -> Iterable[tuple[str, str, int]]:
    first = report.first()
    columns = (first.column(name).to_pylist() for name in ("code", "column", "row"))
    return zip(*columns, strict=True)
