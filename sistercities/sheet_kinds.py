"""All kinds of sheets the site takes in, in the order in which one may name what another holds."""

from media.resources import MediaItemResource
from partnerships.resources import RESOURCES
from sistercities.imports.resources import RecordResource

KINDS: dict[str, type[RecordResource]] = {"media": MediaItemResource, **RESOURCES}
