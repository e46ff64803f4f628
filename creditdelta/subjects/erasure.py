"""What identity forgets when the records that told it are erased; called by apply functions only."""

from collections.abc import Sequence

from creditdelta.subjects.models import Identifier, Name, Profile


def forget_evidence(statements: Sequence[int]) -> set[bytes]:
    """Remove what the statements told of organisations; returns the older numbers they gave."""
    told = Identifier.objects.filter(statement__in=statements)
    older = {bytes(ref) for ref in told.values_list("older", flat=True)}
    for table in (Identifier, Name, Profile):
        table.objects.filter(statement__in=statements).delete()
    return older
