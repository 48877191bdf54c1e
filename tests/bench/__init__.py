"""Tests of what the bench is filled with."""
