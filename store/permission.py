"""What the system lets us do with a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store.errors import Unwritable


def only_read(path: Path) -> Unwritable | None:
    """Why the file that is there can only be read; None when it can be written."""
    if not os.access(path, os.W_OK):
        which = "the file"
    elif not os.access(path.parent, os.W_OK):
        which = "its folder"
    else:
        return None
    return Unwritable(f"cannot write to {path}: {which} is read-only; it can be read here, copy it to where you "
                      "may write")


def refused(path: Path, trouble: OSError) -> Unwritable:
    """What the system said to a write, in words."""
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unwritable(f"no room left on the disk for {path}: nothing of it was kept, make room first")
    return Unwritable(f"cannot write to {path} ({trouble.strerror}): nothing of it was kept")


def flush(path: Path) -> None:
    """A file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():  # some file systems cannot flush a folder; the files in it are safe then, too
            raise
    finally:
        os.close(handle)
