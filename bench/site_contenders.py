"""The sites that are compared, each served by the same server with one process and as many threads."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
OURS, PEERS = "sistercities.wsgi:application", "bench.site_peers.wsgi:application"
THREADS = 4


@dataclass(frozen=True)
class Contender:
    """How one site is started."""

    name: str
    application: str = OURS
    variables: dict[str, str] = field(default_factory=dict)


def contenders(data: Path, postgres: str = "") -> list[Contender]:
    """Every site there is, its data in a folder; `postgres` is the DATABASE_URL of our own on another engine."""
    production = {
        "SISTERCITIES_ENV": "development",
        "DEBUG": "no",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "of no use outside the bench " * 3,
        "DATABASE_URL": f"sqlite:///{data / 'ours.sqlite3'}",
        "VAR_DIR": str(data / "var"),
    }
    nothing = {"PAGE_CACHE_MEGABYTES": "0", "FRAGMENT_CACHE_MEGABYTES": "0"}
    peers = {"PEER_FOLDER": str(data), "DJANGO_SETTINGS_MODULE": "bench.site_peers.settings"}
    stored = production | {"BENCH_BYTES": str(data / "page.html")}
    on_postgres = production | {"DATABASE_URL": postgres}
    return [
        Contender("ours, kept", OURS, production),
        Contender("ours, parts kept", OURS, production | {"PAGE_CACHE_MEGABYTES": "0"}),
        Contender("ours, nothing kept", OURS, production | nothing),
        Contender("PostgreSQL, kept", OURS, on_postgres),
        Contender("PostgreSQL, parts kept", OURS, on_postgres | {"PAGE_CACHE_MEGABYTES": "0"}),
        Contender("PostgreSQL, nothing kept", OURS, on_postgres | nothing),
        Contender("stored bytes", OURS, stored | {"DJANGO_SETTINGS_MODULE": "bench.settings_stored"}),
        Contender("fixed bytes", OURS, stored | {"DJANGO_SETTINGS_MODULE": "bench.settings_fixed"}),
        Contender("plain views", PEERS, peers | {"PEER": "plain"}),
        Contender("Wagtail", PEERS, peers | {"PEER": "wagtail"}),
        Contender("Wagtail, cached", PEERS, peers | {"PEER": "wagtail_cache"}),
    ]


@dataclass(frozen=True)
class Server:
    """A site that runs: its address without the path, and its processes."""

    address: str
    group: int

    def cpu_seconds(self) -> float:
        """What its processes have used of the processors so far; what else the machine does is not in it."""
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.group:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(contender: Contender, port: int, peers_python: Path) -> Iterator[Server]:
    """The site of a contender."""
    python = str(peers_python) if contender.application == PEERS else sys.executable
    command = [python, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error", "--workers", "1"]
    command += ["--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", "600", "--port", str(port)]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | contender.variables
    process = subprocess.Popen([*command, contender.application], cwd=HOME, env=environment, start_new_session=True)
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        _wait_for(server.address, process)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            raise SystemExit(f"The server at {address} did not start.")
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=30).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server at {address} does not answer.")
