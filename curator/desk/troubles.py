"""Everything that is said to the curator in one line instead of a traceback."""

from curator.desk.configuration import Misconfigured
from curator.desk.desk import Refused
from curator.exporters import ExportRefused
from curator.importers import ImportRefused
from store import StoreError

TROUBLES: tuple[type[Exception], ...] = (Refused, Misconfigured, ExportRefused, ImportRefused, StoreError, OSError)
