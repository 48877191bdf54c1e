"""The peers as an app."""

from django.apps import AppConfig


class PeersConfig(AppConfig):
    name = "bench.site_peers"
    label = "peers"
