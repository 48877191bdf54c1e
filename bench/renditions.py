#!/usr/bin/env python3
"""Three smaller JPEGs of 12-megapixel photos: ours against easy-thumbnails and imagekit, in one run.

    .venv/bin/python bench/renditions.py [--photos 6] [--rounds 5]

The photos are made here. The peers live in an environment of their own, made for the run with our versions of Django
and Pillow. Rounds alternate between the contenders, so that a busy machine is busy for all; medians are told. Marks:
4.5 times each peer's photos per second of processor time, and 60 MB resident.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
CONTENDER = ROOT / "bench" / "renditions_contender.py"
PEERS = ("easy-thumbnails", "imagekit")
PACKAGES = ("easy-thumbnails==2.10.1", "django-imagekit==6.1.1")
SIZE = (4000, 3000)
# Phone and page; page and wide screen.
WIDTHS = ("240,480,960", "480,960,1600")
RATIO, MEGABYTES = 4.5, 60


def make_photos(folder: Path, number: int) -> None:
    """Photos with soft areas and fine grain, about as large as a camera's."""
    folder.mkdir()
    for turn in range(number):
        soft = [Image.linear_gradient("L").rotate(90 * turn + 40 * band).resize(SIZE) for band in range(3)]
        grain = [Image.effect_noise(SIZE, 24 + turn) for _band in range(3)]
        bands = [Image.blend(one, other, 0.35) for one, other in zip(soft, grain, strict=True)]
        Image.merge("RGB", bands).save(folder / f"{turn}.jpg", quality=92, subsampling="4:2:0")


def make_environment(folder: Path) -> Path:
    """The peers' Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    same = [f"{name}=={version(name)}" for name in ("Django", "Pillow")]
    uv = Path(sys.executable).parent / "uv"
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *same, *PACKAGES], check=True)
    return python


def run_once(name: str, python: Path, photos: Path, widths: str) -> dict[str, float]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DEBUG": "no"}
    command = [python, CONTENDER, name, photos, widths]
    finished = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    return json.loads(finished.stdout)


def compare(pythons: dict[str, Path], photos: Path, widths: str, rounds: int) -> bool:
    """Tell the medians for one set of widths; whether the marks are reached."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in pythons}
    for _round in range(rounds):
        for name, python in pythons.items():
            runs[name].append(run_once(name, python, photos, widths))
    speed = {name: median(run["per_second"] for run in found) for name, found in runs.items()}
    memory = {name: max(run["megabytes"] for run in found) for name, found in runs.items()}
    before = {name: max(run["before"] for run in found) for name, found in runs.items()}
    print(f"\n{widths} pixels wide, {rounds} rounds of {len(list(photos.glob('*.jpg')))} photos")
    for name in pythons:
        ratio = f"{speed['ours'] / speed[name]:.2f}"
        resident = f"{memory[name]:6.1f} MB at most, {before[name]:5.1f} before the first photo"
        print(f"  {name:16} {speed[name]:6.2f} photos/s   {resident}   ours is {ratio} times as fast")
    return all(speed["ours"] >= RATIO * speed[name] for name in PEERS) and memory["ours"] <= MEGABYTES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-renditions-") as scratch:
        photos = Path(scratch) / "photos"
        make_photos(photos, options.photos)
        peers = make_environment(Path(scratch) / "peers")
        pythons = {"ours": Path(sys.executable), **dict.fromkeys(PEERS, peers)}
        reached = [compare(pythons, photos, widths, options.rounds) for widths in WIDTHS]
    sys.exit(0 if all(reached) else "A mark is missed.")


if __name__ == "__main__":
    main()
