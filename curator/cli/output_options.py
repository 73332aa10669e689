"""The options of the command that writes the dataset."""

from __future__ import annotations

import argparse


def export(p: argparse.ArgumentParser) -> None:
    """Options of `curator export`."""
    p.add_argument("format", choices=("jsonl", "csv", "tinydb"),
                   help="JSON Lines (lossless), a folder of CSV tables, or one JSON file for TinyDB")
    p.add_argument("-o", "--output", required=True, metavar="PATH",
                   help="file or folder to write; - for standard output")
    p.add_argument("--status", choices=("accepted", "all"), default="accepted",
                   help="accepted records only (default), or open suggestions and excluded articles as well")
    p.add_argument("--excel", action="store_true", help="CSV for spreadsheets: byte order mark and formula guard")
    p.add_argument("--as-of", metavar="WHEN", help="the dataset as it was then, from its history: after an action (an "
                                                   "id), or at the end of a day, minute or second in UTC (2026-11-20, "
                                                   "2026-11-20T14:05); such an export is not remembered")
    p.add_argument("--name", help="remember what it holds under this name (default: LAST)")
    p.add_argument("--since", metavar="NAME", help="beside the full data, tell what was added, changed or withdrawn "
                                                   "since the export of that name: lines at the end, or changes.csv")
    p.add_argument("--force", action="store_true", help="write over what is there")
