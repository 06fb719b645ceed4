"""The tests; what each folder of them is for stands in CONTRIBUTING.md."""

HANGS = 300
"""Seconds after which a process must hang. One that does not may take long on a busy machine."""
