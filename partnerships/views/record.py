"""The page of one record of the register, with its sources numbered."""

from typing import Any

from partnerships.references import References
from sistercities.common import record_page


class RecordPage(record_page.RecordPage):
    """A subclass takes `with_parts` from partnerships.reading."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"references": References(self.cited_records())}

    def cited_records(self) -> list[Any]:
        """The records whose sources the page numbers, in the order in which they are read."""
        return [self.object]
