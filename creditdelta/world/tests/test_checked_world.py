"""The checker refuses exactly the rows that were made wrong, in every file, with exactly their codes."""

from collections import defaultdict

from creditdelta.kernel.errors import find


def refuses(code):
    return find(code).severity == "error"


def test_every_file_is_recognised_and_refused_where_it_is_wrong(checked):
    for answer, report in checked:
        assert report.recognition, answer["file"]
        found = defaultdict(set)
        for finding in report.findings:
            if refuses(finding.code):
                found[finding.row].add(finding.code)
        wanted = {
            one["row"]: codes
            for one in answer["wrong"]
            if (codes := {code for code in one["codes"] if refuses(code)})
        }
        assert dict(found) == wanted, answer["file"]
        counts = (answer["rows"], answer["rejected_for"]["refused"])
        assert (report.rows, report.rejected) == counts, answer["file"]


def test_what_is_only_doubtful_is_named_too(checked):
    for answer, report in checked:
        found = {(finding.row, finding.code) for finding in report.findings}
        wanted = {(one["row"], code) for one in answer["wrong"] for code in one["codes"]}
        assert wanted - found == set(), answer["file"]


def test_every_file_is_of_the_kind_that_is_told(checked):
    for answer, report in checked:
        assert report.inner.recognition.standard.kind == answer["kind"], answer["file"]
