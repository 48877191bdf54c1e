"""The peers' tables."""
