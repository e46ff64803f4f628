"""Style, script and fonts as they are served: names carry a digest, texts lie compressed beside them."""

from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage


def collect(target: Path) -> int:
    """Lay every static file out in `target` as the server hands it out; returns how many."""
    storage = CompressedManifestStaticFilesStorage(location=str(target), base_url="/static/")
    paths = {}
    for finder in get_finders():
        for name, source in finder.list([]):
            if not storage.exists(name) or storage.open(name).read() != source.open(name).read():
                storage.delete(name)
                with source.open(name) as file:
                    storage.save(name, file)
            paths[name] = (storage, name)
    return sum(1 for *_, done in storage.post_process(paths) if done is not None)
