"""What pyproject.toml cannot say: the data folders of the checkout lie inside the package when built."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("rulebook", "seed", "docs/security")


class BuildWithData(build_py):
    """Copies the folders of DATA to creditdelta/_data, where an installed package looks for them."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # an editable package finds them in the checkout
            for source, target in self._data_pairs():
                self.mkpath(str(target.parent))
                self.copy_file(str(source), str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        data = [] if self.editable_mode else [str(target) for _, target in self._data_pairs()]
        return [*super().get_outputs(include_bytecode), *data]

    def _data_pairs(self) -> list[tuple[Path, Path]]:
        inside = Path(self.build_lib) / "creditdelta" / "_data"
        files = [path for name in DATA for path in sorted(Path(name).rglob("*")) if path.is_file()]
        return [(path, inside / path) for path in files]


setup(cmdclass={"build_py": BuildWithData})
