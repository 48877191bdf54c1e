"""Ports of this machine. Standard library only: `dev.py` asks before anything is installed."""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Callable


def refuse_taken_port(host: str, port: int) -> None:
    """Exit with one sentence if somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            sys.exit(f"{port} is not a port: choose one from 1024 to 65535.")
        except OSError:
            sys.exit(f"Port {port} is taken or not ours to use: choose another with --port.")


def wait_for_port(host: str, port: int, is_hopeless: Callable[[], bool]) -> bool:
    """Wait until somebody answers there; False if it has become hopeless before."""
    while not is_hopeless():
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        time.sleep(0.1)
    return False
