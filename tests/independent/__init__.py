"""The plan's rules written a second time, and the engine held against them."""
