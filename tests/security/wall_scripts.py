"""What the tests of walls put into a ledger, and what they ask as somebody else, in a process of its own."""

ROWS = """
INSERT INTO lookups_lookup
SELECT decode(md5(n::text), 'hex'), decode(md5(r), 'hex'), 'a', 'credit_officer', r || '-credit', r,
       'repair', '\\x00', now(), now()
FROM generate_series(1, 5) n, unnest(ARRAY['310000', '320000']) r WHERE n % 2 = (r = '310000')::int;
INSERT INTO lookups_reference SELECT id, 'no. 1', '\\x00' FROM lookups_lookup;
INSERT INTO lookups_review VALUES ('\\x01', '2026-03-30', 'a', 'fine', 'b', now());
INSERT INTO notices_agreement VALUES (decode(md5('x'), 'hex'), decode(md5('310000'), 'hex'),
       '2026-01-01', 'a', NULL, '');
INSERT INTO uploads_upload
SELECT md5(n::text), r || '-credit', r, 'a', 'file', '', 'a.csv', 1, 1, 'read', '', '', '', 0, '', '', NULL,
       '', now(), now()
FROM generate_series(1, 5) n, unnest(ARRAY['310000', '320000']) r WHERE n % 2 = (r = '310000')::int;
INSERT INTO screening_job
SELECT md5(n::text), r || '-credit', r, 'a', 'waiting', now(), 1, 0, 0, '', now(), now()
FROM generate_series(1, 5) n, unnest(ARRAY['310000', '320000']) r WHERE n % 2 = (r = '310000')::int;
INSERT INTO api_keys_key
SELECT decode(md5(n::text), 'hex'), 'account ' || n, '\\x00', '', now(), now(), '\\x00', now(), 'a', NULL, '',
       NULL, '' FROM generate_series(1, 5) n;
INSERT INTO api_keys_note SELECT id, 'label', NULL FROM api_keys_key;
INSERT INTO uploads_wrongrow (upload_id, "row", cells, wrong, mended_by, set_aside, edited)
SELECT id, 1, '{}', '[]', '', false, false FROM uploads_upload;
"""
READ = """
import json, sys
from datetime import date
from creditdelta.project.setup import set_up
set_up()
from creditdelta.accounts.reader import NOBODY, Held, Reader
from creditdelta.accounts.walls import walled
from creditdelta.lookups.models import Lookup, Reference, Review
day = date(2026, 4, 1)
posts = {
    "nobody": (), "officer": (Held("credit_officer", office="310000-credit", region="310000"),),
    "auditor": (Held("audit_administrator"),), "former": (Held("credit_officer", region="310000",
        until=date(2026, 1, 1)),),
    "own": (Held("representative", subject=bytes.fromhex(sys.argv[1])),),
}
told = {}
for name, held in posts.items():
    reader = Reader("a" * 32, held) if held else NOBODY
    with walled(reader, day):
        told[name] = [one.objects.count() for one in (Lookup, Reference, Review)]
told["after"] = Lookup.objects.count()
print(json.dumps(told))
"""
PREPARE = """
import sys
from datetime import date
from pathlib import Path
from creditdelta.project.setup import set_up
set_up()
from creditdelta.accounts.tests.signed_in import with_post
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.journal.services import seal
from creditdelta.subjects.finding import by_code
ingest(Received(registrations(Path(sys.argv[1]), 1), "310000", "clerk", date(2026, 3, 31)), rulebook())
code = organisation(0)[0]
firm = by_code(code)[0].ref
print(code, with_post("credit_officer", "310000-credit"), with_post("credit_officer", "320000-credit"),
      with_post("representative", subject=firm))
"""
VISIT = """
import json, re, sys
from datetime import date
from creditdelta.project.setup import set_up
set_up()
from creditdelta.api_keys.key_text import PATTERN
from creditdelta.api_keys.queries import reader_of_key
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from creditdelta.accounts.tests.signed_in import signed_in
code, here, there, own = sys.argv[1:]
officer, firm = signed_in(here), signed_in(own)
said = {"purpose": "licence_review", "reference": "no. 77"}
look = officer.post(f"/subject/{code}/look/", said)
told = {
    "looked": look.status_code,
    "read": officer.get(look["Location"]).status_code,
    "office": "no. 77" in officer.get("/desk/lookups/").content.decode(),
    "other office": "no. 77" in signed_in(there).get("/desk/lookups/").content.decode(),
    "firm": firm.get("/mine/looks/?format=json").json()["rows"],
}
sent = {"label": "no. 78", "writes": ["upload.send"], "until": date.today().isoformat()}
page = officer.post("/account/keys/new/", sent).content.decode()
text = re.search(PATTERN, page)[0]
reader = reader_of_key(text, date.today())
again = signed_in(there).get("/account/keys/").content.decode()
hook = {"address": "https://receiver.example/", "kinds": ["feed.advanced"]}
officer.post("/desk/webhooks/new/", hook)
listed = [one.get("/desk/webhooks/").content.decode() for one in (officer, signed_in(there))]
told["webhook"] = ["receiver.example" in one for one in listed]
told["key"] = [reader.posts[0].office, reader_of_key(text, date.today()) == reader, "no. 78" in again]
print(json.dumps(told))
"""
