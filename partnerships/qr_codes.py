"""A page's own address as a QR code (ISO/IEC 18004), drawn as SVG, for the phones of those who see it on paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4  # modules of white around it, as the standard asks


@lru_cache(maxsize=256)
def qr_code(address: str) -> SafeString:
    """Black on white by night too: many readers do not know an inverted one. Decoration: the link is told beside it."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(
        dark="#000", light="#fff", border=QUIET_ZONE, omitsize=True, svgclass="qr-code", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 (made of numbers: the address is in it as modules only)
