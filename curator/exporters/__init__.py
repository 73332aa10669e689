"""Exporters: records with their identities in, files out. One module a format; files appear whole or not at all."""

from typing import TYPE_CHECKING

from curator.exporters.records import ArticleRecords, ExportRefused, Identity, Progress, Records, Status, Summary
from curator.late import late

if TYPE_CHECKING:
    from curator.exporters.csv_package import export_csv
    from curator.exporters.jsonl import export_jsonl
    from curator.exporters.jsonl_reading import Dataset, read_jsonl
    from curator.exporters.tinydb_json import export_tinydb

__getattr__ = late(__name__, {
    "export_csv": "csv_package", "export_jsonl": "jsonl", "Dataset": "jsonl_reading", "read_jsonl": "jsonl_reading",
    "export_tinydb": "tinydb_json"})

__all__ = [
    "ArticleRecords", "Dataset", "ExportRefused", "Identity", "Progress", "Records", "Status", "Summary", "export_csv",
    "export_jsonl", "export_tinydb", "read_jsonl",
]
