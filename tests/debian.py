"""Installs what the tests need from Debian's archive. Standard library only: used before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess


def install_packages(*names: str) -> bool:
    """Install packages if this is Debian or like it and we are root, and tell whether that is so."""
    apt = shutil.which("apt-get")
    if os.geteuid() or not apt:
        return False
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-q"], env=quietly, check=True)
    subprocess.run([apt, "install", "-y", "-q", "--no-install-recommends", *names], env=quietly, check=True)
    return True
