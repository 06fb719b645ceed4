"""The formats, read by the programs they are written for."""
