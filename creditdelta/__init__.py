"""Credit Delta (信用长三角): check files and codes about organisations, without a database.

>>> import creditdelta as cd
>>> cd.uscc.check("91310115MA1K3BTP2B").valid
True

`cd.check("report.xlsx")` judges a file; `cd.uscc`, `cd.calendar` and `cd.names` hold plain functions.
Parts load on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from creditdelta.facade import calendar, names, uscc
    from creditdelta.facade.check import Report, check

__all__ = ["Report", "calendar", "check", "names", "uscc"]

_FROM_CHECK = ("Report", "check")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    if name in _FROM_CHECK:
        return getattr(import_module("creditdelta.facade.check"), name)
    return import_module(f"creditdelta.facade.{name}")
