"""In which of these texts does somebody's own number stand: of a person, a telephone, a bank card?

Clause  S2, S70. One look for everything that is shown, repeated or kept.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import buffers
from creditdelta.pipeline.validate.privacy_kernel import mark_personal_numbers


def personal_numbers(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """For each text whether a personal number stands in it."""
    marks = np.zeros(len(texts), dtype=np.uint32)
    if len(texts):
        mark_personal_numbers(*buffers(pa.array(texts, pa.string())), marks)
    found: npt.NDArray[np.bool_] = marks != 0
    return found
