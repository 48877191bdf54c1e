"""Times pages of lists of the register at DATABASE_URL, for bench.lists: prints medians in milliseconds as JSON."""

import json
import re
import time
from collections.abc import Iterator
from html import unescape
from statistics import median

import django

django.setup()

from django.test import Client  # noqa: E402 (the apps must be there first)

ROUNDS = 7
PREVIOUS = re.compile(r'href="(?P<address>[^"]+)" rel="prev"')
LISTS = {"cities": ("", "since", "country"), "agreements": ("", "oldest"), "exchanges": ("", "oldest")}


def main() -> None:
    client = Client(headers={"host": "localhost"})
    print(json.dumps({page: timed(client, address) for page, address in pages(client)}))


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """A name that is the same in every register, and the address: first, last and middle page in each order."""
    for name, orders in LISTS.items():
        for order in orders:
            start = f"/en/{name}/?sort={order}"
            yield f"{name} {order} first", start
            yield f"{name} {order} last", f"{start}&page=last"
            yield f"{name} {order} before the last", before_last(client, start)


def before_last(client: Client, start: str) -> str:
    """As the last page itself names it."""
    link = PREVIOUS.search(client.get(f"{start}&page=last").content.decode())
    return f"{start.partition('?')[0]}{unescape(link['address'])}" if link else start


def timed(client: Client, address: str) -> tuple[float, float]:
    worked, passed = [], []
    for _round in range(ROUNDS):
        processor, clock = time.process_time(), time.perf_counter()
        answer = client.get(address)
        worked.append((time.process_time() - processor) * 1000)
        passed.append((time.perf_counter() - clock) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return median(worked[1:]), median(passed[1:])


if __name__ == "__main__":
    main()
