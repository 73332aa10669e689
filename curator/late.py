"""Packages whose modules are loaded when something of them is first asked for: the first frame needs none of them."""

from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, where: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package (PEP 562). `where` says which of its modules each name comes from."""
    def from_its_module(name: str) -> object:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return from_its_module
