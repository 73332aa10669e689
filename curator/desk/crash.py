"""When the program itself fails: a report file for whoever mends it, and one line for the curator.

A report holds no words of any article: of an error only its kind and where it came from (its message, too, where Python
alone wrote it), of the last actions only their names. Locals are never written.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from curator import __version__

SPEAKS_OF_CODE = (AttributeError, NameError, ImportError, IndexError, RecursionError, NotImplementedError,
                  ZeroDivisionError)  # their messages name types and names of the program, not what it works on
LIBRARIES = ("textual", "rich", "tinydb", "pydantic", "rapidfuzz")
_HERE = Path(__file__).parent.parent.parent


def crashed(error: BaseException, actions: Sequence[tuple[str, str]] = ()) -> str:
    """Leave a report and return the line that names it. `actions` are time and name of the last ones, newest first."""
    kind = type(error).__name__
    try:
        path = leave_report(error, actions)
    except OSError as trouble:
        where = "; ".join(_frames(error))
        return (f"Curator failed ({kind}), and no report could be written ({trouble.strerror or trouble}): {where}. "
                "Everything up to your last action is kept")
    return f"Curator failed ({kind}); everything up to your last action is kept. The report, without your texts: {path}"


def leave_report(error: BaseException, actions: Sequence[tuple[str, str]] = ()) -> Path:
    """Write the report of an error into the state folder, for nobody else to read; OSError."""
    now = datetime.now(UTC)
    lines = [f"Curator {__version__} failed on {now:%Y-%m-%d %H:%M:%S} UTC",
             f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
             ", ".join(f"{name} {_version(name)}" for name in LIBRARIES), "", *_chain(error), "",
             "Last actions, newest first:", *(f"  {at} {name}" for at, name in actions)]
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def state_folder() -> Path:
    """Where reports go: curator in $XDG_STATE_HOME, else in .local/state of the home folder."""
    base = os.environ.get("XDG_STATE_HOME", "")
    return Path(base if os.path.isabs(base) else Path.home() / ".local" / "state") / "curator"


def _chain(error: BaseException) -> Iterator[str]:
    """The error, then those it came from, each with its frames, innermost last."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield f"{'' if one is error else 'after '}{type(one).__module__}.{type(one).__name__}{_message(one)}"
        yield from (f"  {frame}" for frame in _frames(one))
        one = getattr(one, "error", None) or one.__cause__ or one.__context__  # `error`: what failed in a worker


def _frames(error: BaseException) -> list[str]:
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(
        error.__traceback__)]


def _message(error: BaseException) -> str:
    return f": {error}" if type(error) in SPEAKS_OF_CODE else ""


def _short(path: str) -> str:
    """A file below the program's folder or a library's, so that no name of a person's folder is told."""
    parts = Path(path).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1:])
    return str(Path(path).relative_to(_HERE)) if Path(path).is_relative_to(_HERE) else Path(path).name


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
