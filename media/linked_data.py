"""A photo as search engines and libraries read it: schema.org's ImageObject."""

from typing import Any

from media.choices import Licence
from media.models import MediaItem
from media.pictures import next_best, renditions
from media.sizes import JPEG, THUMB, WHOLE


def image_object(item: MediaItem, page: str, site: str) -> dict[str, Any]:
    """`page` is the address of the photo's page, `site` what its files' addresses start with. Only public facts."""
    found = next(iter(renditions(item, [WHOLE])), None)
    if found is None:
        return {}
    thumbnail = next_best(item, THUMB)
    facts = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "url": page,
        "contentUrl": site + found.url(JPEG),
        "thumbnailUrl": site + thumbnail.url(JPEG) if thumbnail else "",
        "encodingFormat": JPEG.content_type,
        "width": found.width,
        "height": found.height,
        "caption": item.caption,
        "description": item.alt,
        "creditText": item.credit,
        # Where there is no text of a licence, the photo's page says on what terms it is shown.
        "license": (Licence(item.licence).url or page) if item.licence else "",
        "acquireLicensePage": page,
        # As precisely as it is known, and not at all if it is only about then.
        "dateCreated": str(item.taken_on) if item.taken_on and "~" not in str(item.taken_on) else "",
    }
    return {name: value for name, value in facts.items() if value}
