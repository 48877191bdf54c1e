"""How lists of a large register compare with those of a small one: `python -m bench.lists SMALL_URL LARGE_URL`.

Both are databases that `bench.site_fill` has filled. Pages are made anew each time, whole, in one process per register;
told are medians of processor time (of this process: with PostgreSQL, what the database does is not in it) and of the
time that passed, and how many times that of the small register each is.
"""

import json
import os
import subprocess
import sys

NOTHING_KEPT = {"PAGE_CACHE_MEGABYTES": "0", "FRAGMENT_CACHE_MEGABYTES": "0", "DEBUG": "no"}


def main() -> None:
    small, large = (measured(url) for url in sys.argv[1:3])
    print(f"{'page':<46}{'processor ms':>16}{'ratio':>7}{'passed ms':>16}{'ratio':>7}")
    for page, (worked, passed) in small.items():
        worked_large, passed_large = large[page]
        told = [f"{worked:.0f} → {worked_large:.0f}", f"{passed:.0f} → {passed_large:.0f}"]
        ratios = [f"{worked_large / worked:.2f}", f"{passed_large / passed:.2f}"]
        print(f"{page:<46}{told[0]:>16}{ratios[0]:>7}{told[1]:>16}{ratios[1]:>7}")


def measured(url: str) -> dict[str, tuple[float, float]]:
    """Milliseconds of processor and of time for each page of the register at `url`."""
    environment = {**os.environ, **NOTHING_KEPT, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sistercities.settings"}
    command = [sys.executable, "-m", "bench.list_pages"]
    finished = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(finished.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
