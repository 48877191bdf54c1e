"""Files that a library is offered sooner or later, by mistake or on purpose. Made afresh; none is in the repository."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from tests.media.files import PDF, jpeg, moving, picture, saved


@dataclass(frozen=True)
class Offer:
    """A file as it is offered, and whether the library takes it."""

    name: str
    content: bytes
    is_taken: bool = False
    kind: str = "photo"


def corpus() -> Iterator[Offer]:
    yield from bombs()
    yield from disguises()
    yield from damaged()
    yield from names()
    yield Offer("20000x10.png", saved(picture((20_000, 10)), "PNG"), is_taken=True)
    yield Offer("as-large-as-allowed.jpg", jpeg((8_000, 6_250)), is_taken=True)


def bombs() -> Iterator[Offer]:
    yield Offer("144-megapixels.png", one_bit_png(12_000, 12_000))
    yield Offer("900-megapixels.png", one_bit_png(30_000, 30_000))
    yield Offer("20001x10.png", one_bit_png(20_001, 10))
    yield Offer("10000-frames.gif", gif(frames=10_000))
    yield Offer("10000-frames.png", moving("PNG").replace(struct.pack(">II", 2, 0), struct.pack(">II", 10_000, 0)))


def disguises() -> Iterator[Offer]:
    page = b"<html><script>alert(1)</script></html>"
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    yield Offer("photo-and-page.jpg", jpeg() + page, is_taken=True)
    yield Offer("photo-and-page.html", jpeg() + page, is_taken=True)
    yield Offer("document-and-page.pdf", PDF + page + b"%%EOF", is_taken=True, kind="document")
    yield Offer("document.jpg", PDF)
    yield Offer("page.jpg", page)
    yield Offer("drawing.svg", drawing)
    yield Offer("drawing.png", drawing)
    yield Offer("postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n")
    yield Offer("layers.jpg", b"8BPS\x00\x01" + bytes(100))
    for format in ("BMP", "TGA", "TIFF", "ICO", "JPEG2000"):
        yield Offer(f"{format.lower()}.jpg", saved(picture(), format))
    yield Offer("wrong-extension.jpg", saved(picture(), "PNG"), is_taken=True)


def damaged() -> Iterator[Offer]:
    grain = Image.effect_noise((300, 200), 80).convert("RGB")
    yield Offer("nothing.jpg", b"")
    yield Offer("zeros.jpg", bytes(5_000))
    for format in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = saved(grain, format)
        yield Offer(f"half.{format.lower()}", whole[: len(whole) // 2])
        yield Offer(f"beginning.{format.lower()}", whole[:20])


def names() -> Iterator[Offer]:
    for name in (
        "../../etc/passwd.jpg",
        "曼谷市政厅.jpg",
        "🎉🎊.jpg",
        "n" * 300 + ".jpg",
        "<b>&amp;.jpg",
        "a\u202egpj.exe",
    ):
        yield Offer(name, jpeg((60 + len(name), 40)), is_taken=True)


def one_bit_png(width: int, height: int) -> bytes:
    """A whole picture, all of whose pixels are there: small only because they are all alike."""
    packer, rows = zlib.compressobj(9), b""
    line = bytes(1 + (width + 7) // 8)
    for start in range(0, height, 100):
        rows += packer.compress(line * min(100, height - start))
    rows += packer.flush()
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def gif(frames: int) -> bytes:
    """As many frames of one dot as asked for."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(3) + b"\xff" * 3
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"
