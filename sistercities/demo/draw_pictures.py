"""Draw the demo's illustrations into `pictures/`: `python -m sistercities.demo.draw_pictures`.

They stand where an office would put its own photographs, say so in their corner, and show no real
building, train or person. Run it again only to change them; the results are kept with the sheets.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from sistercities.demo.brush import Picture
from sistercities.demo.scenes_of_exchange import (
    corridor_freight,
    corridor_railway,
    round_forum,
    theatre_curtain,
    two_papers,
)
from sistercities.demo.scenes_of_places import chao_phraya, mountain_city, rhine_bank, two_rivers

FOLDER = Path(__file__).parent / "pictures"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

SCENES: tuple[Callable[[], Picture], ...] = (
    two_rivers,
    mountain_city,
    chao_phraya,
    rhine_bank,
    corridor_railway,
    corridor_freight,
    two_papers,
    round_forum,
    theatre_curtain,
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the demo's illustrations.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--font", type=Path, default=FONT, help="a font with Latin and Chinese, for the label")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        scene().save(options.folder / f"{scene.__name__.replace('_', '-')}.jpg", options.font)


if __name__ == "__main__":
    main()
