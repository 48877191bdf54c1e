"""One contender of `bench/renditions.py`, in a process of its own: draws three JPEGs of each photo in a folder.

Usage: renditions_contender.py NAME FOLDER WIDTHS. Prints photos per second of processor time, which is what a second
is on a machine with nothing else to do, and the peak of resident memory, as JSON.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

QUALITY = 82
Draw = Callable[[Path], list[bytes]]


def ours(widths: list[int]) -> Draw:
    """As the background worker draws them; the drawing needs nothing of Django."""
    from media.drawing import drawn, encoded
    from media.sizes import CROPPED, JPEG

    sizes = [size for size in CROPPED if size.width in widths]

    def draw(path: Path) -> list[bytes]:
        with path.open("rb") as file:
            return [encoded(picture, JPEG) for _size, picture in drawn(file, (50, 50), sizes)]

    return draw


def easy_thumbnails(widths: list[int]) -> Draw:
    configure("easy_thumbnails")
    from django.core.files import File
    from easy_thumbnails.files import get_thumbnailer

    def draw(path: Path) -> list[bytes]:
        made = []
        for width, height in shapes(widths):
            with path.open("rb") as file:
                thumbnailer = get_thumbnailer(File(file), relative_name=path.name)
                options = {"size": (width, height), "crop": True, "quality": QUALITY}
                made.append(thumbnailer.generate_thumbnail(options).read())
        return made

    return draw


def imagekit(widths: list[int]) -> Draw:
    configure("imagekit")
    from imagekit import ImageSpec
    from imagekit.processors import ResizeToFill

    def spec(width: int, height: int) -> type[ImageSpec]:
        given = {"processors": [ResizeToFill(width, height)], "format": "JPEG", "options": {"quality": QUALITY}}
        return type("Spec", (ImageSpec,), given)

    specs = [spec(*shape) for shape in shapes(widths)]

    def draw(path: Path) -> list[bytes]:
        made = []
        for make in specs:
            with path.open("rb") as file:
                made.append(make(source=file).generate().read())
        return made

    return draw


CONTENDERS = {"ours": ours, "easy-thumbnails": easy_thumbnails, "imagekit": imagekit}


def configure(app: str) -> None:
    """Django with this one library, as its own manual says."""
    import django
    from django.conf import settings

    databases = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    settings.configure(INSTALLED_APPS=[app], DATABASES=databases, DEFAULT_AUTO_FIELD="django.db.models.AutoField")
    django.setup()


def shapes(widths: list[int]) -> list[tuple[int, int]]:
    return [(width, round(width * 2 / 3)) for width in widths]


def peak_megabytes() -> float:
    """Of this program alone; what the operating system tells of a process otherwise includes who started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def main() -> None:
    name, folder, widths = sys.argv[1], Path(sys.argv[2]), [int(width) for width in sys.argv[3].split(",")]
    draw = CONTENDERS[name](widths)
    photos = sorted(folder.glob("*.jpg"))
    before = peak_megabytes()
    draw(photos[0])
    began = time.process_time()
    counts = {len(draw(photo)) for photo in photos}
    seconds = time.process_time() - began
    if counts != {len(widths)}:
        sys.exit(f"{name} did not make all versions.")
    print(json.dumps({"per_second": len(photos) / seconds, "megabytes": peak_megabytes(), "before": before}))


if __name__ == "__main__":
    main()
