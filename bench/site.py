"""Measures public pages beside their peers in one run: `python -m bench.site --help`.

All sites hold the same cities and exchanges (`bench/site_rows.py`) and run at once on the same server, each with one
process; only one is asked at a time, turn by turn, so that what else the machine does meets all alike. Figures are
requests per second, and milliseconds of processor time per request, which a busy machine changes less: medians of the
rounds, and their ratios. Before that, the rows on every page are counted and must
be equal. Needed: `wrk`, and an environment with the peers: `python -m venv PEERS && PEERS/bin/pip install wagtail
wagtail-cache granian`.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple

from bench import site_rows
from bench.site_contenders import Contender, Server, contenders, running
from tests.cluster import find_postgres, temporary_cluster

PAGES = {
    "list": "/en/cities/",
    "detail": "/en/cities/city-17/",
    "home": "/en/",
    "deep": "/en/cities/?page={last}",
}
CITY_LINK = re.compile(r'href="[^"]*cities/(city-\d+)/"')
PER_PAGE = 40
LONGEST_TURN = 100
OURS, KEPT = ("ours", "PostgreSQL"), ("parts", "nothing")
# What is to be reached: ours against a peer on a page.
COLD = {"list": 7.0, "detail": 4.0, "home": 7.0}
WARM = {"stored bytes": 1.5, "fixed bytes": 0.5}
MARKS = [
    *((f"{ours}, {kept} kept", "Wagtail", page, mark) for ours in OURS for kept in KEPT for page, mark in COLD.items()),
    *((f"{ours}, kept", peer, "detail", mark) for ours in OURS for peer, mark in WARM.items()),
]


class Turn(NamedTuple):
    """One measurement of one page."""

    rate: float
    cpu_milliseconds: float


Turns = dict[tuple[str, str], list[Turn]]


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        data = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sistercities-bench-")))
        _fill(data, options)
        postgres = stack.enter_context(_cluster(data, options)) if options.postgres else ""
        chosen = [each for each in contenders(data, postgres) if each.name in options.sites]
        if not postgres:
            chosen = [each for each in chosen if "PostgreSQL" not in each.name]
        _note_bytes(chosen, data, options)
        servers = {
            each.name: stack.enter_context(running(each, options.port + turn, options.peers / "bin" / "python"))
            for turn, each in enumerate(chosen)
        }
        pages = {name: path.format(last=options.cities // PER_PAGE) for name, path in PAGES.items()}
        _compare_rows(servers, options.cities)
        _report(_measured(servers, pages, options), list(pages))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, required=True, help="folder of the environment with the peers")
    parser.add_argument("--cities", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    parser.add_argument("--port", type=int, default=8180, help="the first of as many as there are sites")
    parser.add_argument("--postgres", action="store_true", help="our site on PostgreSQL, too, in a cluster of its own")
    parser.add_argument("--data", type=Path, help="keep the filled databases here, and use them again")
    names = [each.name for each in contenders(Path())]
    parser.add_argument("--sites", nargs="*", choices=names, default=names)
    return parser.parse_args()


def _fill(data: Path, options: argparse.Namespace) -> None:
    data.mkdir(exist_ok=True, parents=True)
    by_name = {each.name: each for each in contenders(data)}
    both = [("ours, kept", "ours.sqlite3", sys.executable, "bench.site_fill")]
    if any("Wagtail" in name or "plain" in name for name in options.sites):
        both += [("Wagtail", "peers.sqlite3", str(options.peers / "bin" / "python"), "bench.site_peers.fill")]
    for name, file, python, module in both:
        if not (data / file).exists():
            command = [python, "-m", module, str(options.cities)]
            subprocess.run(command, check=True, env={"PATH": "", **by_name[name].variables})


@contextmanager
def _cluster(data: Path, options: argparse.Namespace) -> Iterator[str]:
    """The DATABASE_URL of our site on PostgreSQL, filled."""
    programs = find_postgres()
    if programs is None:
        raise SystemExit("There is no PostgreSQL: install postgresql.")
    with temporary_cluster(programs) as url:
        on_postgres = {each.name: each.variables for each in contenders(data, url)}["PostgreSQL, kept"]
        command = [sys.executable, "-m", "bench.site_fill", str(options.cities)]
        subprocess.run(command, check=True, env={"PATH": "", **on_postgres})
        yield url


def _note_bytes(chosen: list[Contender], data: Path, options: argparse.Namespace) -> None:
    """Store the page that the two senders of bytes send: that of a city, as our own site makes it."""
    ours = next(each for each in contenders(data) if each.name == "ours, kept")
    with running(ours, options.port, options.peers) as server:
        (data / "page.html").write_bytes(_get(server.address + PAGES["detail"], "br"))


def _get(url: str, encoding: str = "identity") -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": encoding})  # noqa: S310 (our own address)
    with urllib.request.urlopen(request, timeout=600) as answer:  # noqa: S310
        return answer.read()


def _compare_rows(servers: dict[str, Server], cities: int) -> None:
    """Every site shows as many cities on a page of the list, as many in all, and as many exchanges with a city."""
    titles = [row.title_en for row in site_rows.exchanges(17)]
    for name, server in servers.items():
        if "bytes" in name:
            continue
        listed = unescape(_get(server.address + PAGES["list"]).decode())
        detail = unescape(_get(server.address + PAGES["detail"]).decode())
        shown = len(set(CITY_LINK.findall(listed)))
        total = f"{cities:,}" in listed or str(cities) in listed
        told = sum(title in detail for title in titles)
        print(f"{name:20} {shown} cities on the page, {'' if total else 'not '}{cities} in all, {told} exchanges")
        if (shown, total, told) != (PER_PAGE, True, len(titles)):
            raise SystemExit(f"{name} does not show the same rows as the others.")


def _measured(servers: dict[str, Server], pages: dict[str, str], options: argparse.Namespace) -> Turns:
    turns: Turns = {(name, page): [] for name in servers for page in pages}
    for round_ in range(options.rounds + 1):
        for page, path in pages.items():
            for name, server in servers.items():
                turn = _turn(server, path, options.seconds if round_ else 1)
                # The first round warms.
                if round_:
                    turns[name, page].append(turn)
    return turns


def _turn(server: Server, path: str, seconds: int) -> Turn:
    url, before = server.address + path, server.cpu_seconds()
    # As browsers ask; of the contenders only our kept pages and the stored bytes, which are the same, come so.
    command = ["wrk", "-t", "1", "-c", "4", "-d", f"{seconds}s", "--timeout", "60s", "-H", "Accept-Encoding: br", url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{url} was not always answered with the page:\n{told}")
    rate, number = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"(\d+) requests in", told)
    if rate is None or number is None or seconds > LONGEST_TURN:
        raise SystemExit(f"{url} could not be asked:\n{told}")
    if not int(number[1]):
        # Not one was ready in that time.
        return _turn(server, path, 3 * seconds)
    return Turn(float(rate[1]), 1000 * (server.cpu_seconds() - before) / int(number[1]))


def _report(turns: Turns, pages: list[str]) -> None:
    names = list(dict.fromkeys(name for name, _page in turns))
    rates = {key: statistics.median(turn.rate for turn in each) for key, each in turns.items()}
    cpu = {key: statistics.median(turn.cpu_milliseconds for turn in each) for key, each in turns.items()}
    for title, medians in (("Requests per second", rates), ("Processor time per request, ms", cpu)):
        print(f"\n{title}\n{'':24}" + "".join(f"{page:>10}" for page in pages))
        for name in names:
            print(f"{name:24}" + "".join(f"{medians[name, page]:10.2f}" for page in pages))
    print()
    for ours, peer, page, mark in MARKS:
        if ours in names and peer in names:
            by_rate, by_cpu = rates[ours, page] / rates[peer, page], cpu[peer, page] / cpu[ours, page]
            print(f"{page:7} {ours} against {peer}: {by_rate:.2f}×, by processor time {by_cpu:.2f}× (mark {mark}×)")


if __name__ == "__main__":
    main()
