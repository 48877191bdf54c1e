"""The tables of the kernel."""

from sistercities.common.column_order import keep_columns_in_order
from sistercities.common.content_version import ContentVersion
from sistercities.common.counter_parts import CountedPiece
from sistercities.common.counters import Counter
from sistercities.common.former_slugs import FormerSlug
from sistercities.common.history import ChangeSet, Revision
from sistercities.common.spent_stamps import SpentStamp
from sistercities.common.touched import Touched

__all__ = ["ChangeSet", "ContentVersion", "CountedPiece", "Counter", "FormerSlug", "Revision", "SpentStamp", "Touched"]

keep_columns_in_order()
