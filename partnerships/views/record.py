"""The page of one record of the register, with its sources numbered and the ways to its neighbours."""

from typing import Any, ClassVar

from partnerships.neighbours import neighbour_keys, with_neighbours
from partnerships.references import Citations, References
from sistercities.common import record_page
from sistercities.common.languages import current_language
from sistercities.common.records import Record


class RecordPage(record_page.RecordPage):
    """A subclass takes `with_parts` from partnerships.reading."""

    # The column by which its list is read, and those in which neighbours must be alike.
    order: ClassVar[str] = ""
    within: ClassVar[tuple[str, ...]] = ()

    def find(self, records: Any, language: str) -> Record | None:
        column = self.column(language)
        named = with_neighbours(records, self.among(language), column, self.within) if column else records
        return super().find(named, language)

    def column(self, language: str) -> str:
        return self.order

    def among(self, language: str) -> Any:
        """The public records of which the neighbours are some."""
        return self.model.objects.published(language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "references": References(self.cited_records(), self.citations()),
            **self.neighbours(self.beside() if self.column(current_language()) else {}),
        }

    def cited_records(self) -> list[Any]:
        """The records whose sources the page numbers, in the order in which they are read."""
        return [self.object]

    def citations(self) -> Citations | None:
        """Those of the cited records, where they were not prefetched."""
        return None

    def beside(self) -> dict[int, Any]:
        """The neighbours by key, as far as they are public."""
        return self.among(current_language()).in_bulk(neighbour_keys(self.object))

    def neighbours(self, found: dict[int, Any]) -> dict[str, Any]:
        keys = {"previous": "previous_key", "next": "next_key"}
        return {name: found.get(getattr(self.object, key, None) or 0) for name, key in keys.items()}
