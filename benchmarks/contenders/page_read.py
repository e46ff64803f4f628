"""Ask for pages of the site in turn, through everything that stands before a view, as JSON.

Three archives, with 2, 20 and 200 records; a page of the house with nothing of its own; a view that
does nothing at all. In one process, by the interface the server calls.

python -m benchmarks.contenders.page_read TIMES
"""

import gzip
import io
import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

DAY = date(2026, 3, 31)
SIZES = (2, 20, 200)


def main() -> None:
    """Fill a ledger of its own, ask, print CPU-seconds a page and what was answered."""
    times = int(sys.argv[1])
    with TemporaryDirectory() as folder:
        os.environ["CREDITDELTA_HOME"] = folder
        from creditdelta.project.setup import set_up

        set_up()
        from benchmarks.contenders import page_ledger

        page_ledger.filled(Path(folder), DAY, SIZES)
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application

        settings.ROOT_URLCONF = "benchmarks.contenders.page_urls"
        served = get_wsgi_application()
        places = {"nothing": "/nothing", "shell": "/no-such-page/"}
        places |= {str(n): page_ledger.address(n, SIZES) for n in SIZES}
        answer = {name: judged(served, place) for name, place in places.items()}
        spent = dict.fromkeys(places, 0.0)
        for _ in range(times):
            for name, place in places.items():
                begun = time.process_time()
                asked(served, place)
                spent[name] += time.process_time() - begun
    print(json.dumps({"job": spent["20"] / times, "answer": answer,
                      "cpu": {name: used / times for name, used in spent.items()}}))  # fmt: skip


def asked(served: Any, place: str) -> tuple[str, bytes]:
    """Status and body of the answer to a browser."""
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_ACCEPT_ENCODING": "gzip", "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    response = served(environ, lambda status, headers: told.append(status))
    body = b"".join(response)
    response.close()
    return told[0], body


def judged(served: Any, place: str) -> dict[str, Any]:
    """What a page holds: its size, the records it leads to, how many it counts, statements of SQL."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked(served, place)
    with CaptureQueriesContext(connection) as captured:
        status, body = asked(served, place)
    text = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
    return {
        "status": status, "bytes": len(text.encode()), "sent": len(body),
        "told": text.count("公示中的不良记录"), "records": text.count("/record/"),
        "statements": len(captured),
    }  # fmt: skip


if __name__ == "__main__":
    main()
