"""Asks every list of a large register in every way and tells the slowest: `python -m bench.list_walk`, in DATABASE_URL.

Every filter with values of it, two and three of them together, in every order, on the first pages, in the middle and on
the last one, in every view; words from one letter on; hostile values in every parameter. Nothing is kept from one page
to the next. Told is the time of the processor, that of the database's own process included; what took long is asked
again, and its best counts. Anything but a page is told and ends the command with an error.
"""

import argparse
import os
import sys
import time
from typing import NamedTuple

import django

NOTHING_KEPT = {"PAGE_CACHE_MEGABYTES": "0", "FRAGMENT_CACHE_MEGABYTES": "0", "DEBUG": "no"}

if __name__ == "__main__":
    os.environ.update(NOTHING_KEPT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
    django.setup()

from django.test import Client  # noqa: E402 (the apps must be there first)
from django.utils import translation  # noqa: E402

from bench.database_work import DatabaseWork  # noqa: E402
from bench.list_addresses import LISTS, addresses  # noqa: E402

# Seconds from which on a page is asked again, and how many times.
SLOW, AGAIN = 0.3, 2


class Asked(NamedTuple):
    seconds: float
    address: str
    status: int


def main() -> None:
    options = parsed()
    client, database = Client(headers={"host": "localhost"}, raise_request_exception=False), DatabaseWork()
    walked: dict[str, Asked] = {}
    for name in options.lists:
        for language in options.languages:
            with translation.override(language):
                wanted = [address for address in addresses(name, language) if address not in walked]
            for address in dict.fromkeys(wanted):
                walked[address] = asked = best(client, database, address)
                if asked.seconds > options.mark:
                    print(told(asked), flush=True)
        print(f"{name}: {len(walked)} pages so far", flush=True)
    tell(list(walked.values()), options.slowest, options.mark)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", nargs="*", choices=LISTS, default=list(LISTS))
    parser.add_argument("--languages", nargs="*", default=["en"])
    parser.add_argument("--slowest", type=int, default=30)
    parser.add_argument("--mark", type=float, default=1.0, help="seconds that no page may take")
    return parser.parse_args()


def best(client: Client, database: DatabaseWork, address: str) -> Asked:
    asked = timed(client, database, address)
    for _turn in range(AGAIN if asked.seconds > SLOW else 0):
        asked = min(asked, timed(client, database, address))
    return asked


def timed(client: Client, database: DatabaseWork, address: str) -> Asked:
    worked, own = database.seconds(), time.process_time()
    answer = client.get(address)
    own, worked = time.process_time() - own, database.seconds() - worked
    return Asked(own + worked, address, answer.status_code)


def told(asked: Asked) -> str:
    return f"{asked.seconds:8.3f} s  {asked.address[:160]}"


def tell(walked: list[Asked], slowest: int, mark: float) -> None:
    walked.sort(reverse=True)
    for asked in walked[:slowest]:
        print(told(asked))
    seconds = sorted(asked.seconds for asked in walked)
    print(f"{len(walked)} pages: median {seconds[len(seconds) // 2]:.3f} s, slowest {seconds[-1]:.3f} s")
    failed = [asked for asked in walked if asked.status != 200]
    for asked in failed:
        print(f"{asked.status} {asked.address[:160]}")
    late = sum(asked.seconds > mark for asked in walked)
    print(f"{late} over {mark} s, {len(failed)} no page")
    sys.exit(bool(late or failed))


if __name__ == "__main__":
    main()
