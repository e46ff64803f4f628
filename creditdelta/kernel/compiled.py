"""The one place that knows the compiler: `@compiled` turns a numeric loop into machine code.

Compiled code is cached on disk, so the cost is paid once (`make setup` warms it). The cache is one
folder for each state of the sources, because a kernel holds the machine code of those it calls.
Arguments must be of one kind every time: read-only byte arrays from `columns.buffers`, never a
fresh writable array in the same place, or a second version is compiled.
"""

import os
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.core import config, types
from numba.extending import intrinsic

_SOURCES = ("kernel", "pipeline/readers", "pipeline/validate")
_PACKAGE = Path(__file__).parents[1]
_HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
_CACHE = _HOME / "creditdelta" / sha256(str(_PACKAGE).encode()).hexdigest()[:8]


def _state() -> str:
    """A name for the sources as they stand: kernels of another state are never loaded."""
    found = sha256(f"{numba.__version__} {sys.version_info[:3]}".encode())
    for folder in _SOURCES:
        for path in sorted((_PACKAGE / folder).glob("**/*.py")):
            if "tests" not in path.parts:
                stat = path.stat()
                found.update(f"{path} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return found.hexdigest()[:16]


if not os.environ.get("NUMBA_CACHE_DIR"):
    config.CACHE_DIR = str(_CACHE / _state())  # type: ignore[attr-defined]

P = ParamSpec("P")
R = TypeVar("R")
Word = np.uint64

_WORD_BITS = 64
_KERNELS: list[Callable[..., Any]] = []


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on first call for the argument types met; cached on disk; releases the lock."""
    wrapped: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    _KERNELS.append(wrapped)
    return wrapped


def forget_old_kernels() -> None:
    """Remove the caches of earlier states of this checkout's sources."""
    current = Path(config.CACHE_DIR)  # type: ignore[attr-defined]
    if current.parent == _CACHE:
        for folder in _CACHE.iterdir():
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)


def compiled_kernels() -> int:
    """How many kernels this process has in machine code."""
    return sum(bool(getattr(kernel, "signatures", ())) for kernel in _KERNELS)


def _word_pointer(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    array = context.make_array(signature.args[0])(context, builder, args[0])
    return builder.bitcast(builder.gep(array.data, [args[1]]), ir.IntType(_WORD_BITS).as_pointer())


def _load(typing_context: Any, data: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        word = builder.load(_word_pointer(context, builder, signature, args))
        word.align = 1
        return word

    return types.uint64(data, types.intp), generate


def _store(typing_context: Any, data: Any, index: Any, word: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        written = builder.store(args[2], _word_pointer(context, builder, signature, args))
        written.align = 1
        return context.get_dummy_value()

    return types.void(data, types.intp, types.uint64), generate


# Eight bytes at any position of a byte array, without bounds check: the caller leaves 8 spare bytes.
load_word = cast(Callable[[npt.NDArray[np.uint8], int], np.uint64], intrinsic(_load))
store_word = cast(Callable[[npt.NDArray[np.uint8], int, np.uint64], None], intrinsic(_store))
