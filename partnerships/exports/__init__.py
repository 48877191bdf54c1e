"""What is taken away as files, by the name of its list: `EXPORTS["cities"]`.

The lists' downloads, the bulk downloads and the data package all read records through these columns, so that what is
taken away is said once. The API, whose answers are not tables, names what it tells in `api/records.py`.
"""

from partnerships.exports.agreement import AGREEMENTS
from partnerships.exports.city import CITIES
from partnerships.exports.columns import Column, Export, Kind, Plain
from partnerships.exports.exchange import EXCHANGES
from partnerships.exports.formats import CSV, GEOJSON, JSON, File, Format
from partnerships.exports.honour import HONOURS
from partnerships.exports.partnership import PARTNERSHIPS
from partnerships.exports.photo import PHOTOS
from partnerships.exports.story import STORIES
from partnerships.exports.workbooks import XLSX

EXPORTS: dict[str, Export] = {
    export.name: export for export in (CITIES, PARTNERSHIPS, AGREEMENTS, EXCHANGES, HONOURS, STORIES, PHOTOS)
}
FORMATS: dict[str, Format] = {"csv": CSV, "xlsx": XLSX, "json": JSON, "geojson": GEOJSON}

__all__ = ["EXPORTS", "FORMATS", "Column", "Export", "File", "Format", "Kind", "Plain"]
