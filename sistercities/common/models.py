"""The tables of the kernel."""

from sistercities.common.history import ChangeSet, Revision

__all__ = ["ChangeSet", "Revision"]
