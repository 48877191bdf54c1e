"""All kinds of sheets the site takes in, in the order in which one may name what another holds."""

from media.resources import MediaItemResource
from partnerships.resources import RESOURCES
from partnerships.resources.ties import TIES
from partnerships.resources.words import codes_by_word
from sistercities.imports.expansions import Expansion
from sistercities.imports.resources import RecordResource
from sistercities.sheet_examples import EXAMPLES

KINDS: dict[str, type[RecordResource]] = {"media": MediaItemResource, **RESOURCES}
# Kinds whose rows make records of several of the kinds above.
EXPANSIONS: dict[str, Expansion] = {"ties": TIES}
CODES_BY_WORD = codes_by_word

__all__ = ["CODES_BY_WORD", "EXAMPLES", "EXPANSIONS", "KINDS"]
