"""Measurements: every speed figure in the README comes from a command here. Compare ratios within one run."""
