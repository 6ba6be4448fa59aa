"""Stands for modules that tests import, and that rest on machine code: whatever they are asked for is a class of no use."""

import sys
import types


class Nothing(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {})


for _name in (
    "cryptography", "cryptography.hazmat", "cryptography.hazmat.backends", "cryptography.hazmat.primitives",
    "cryptography.hazmat.primitives.serialization", "psutil", "trio", "trio.abc", "trio.from_thread", "trio.lowlevel",
    "trio.socket", "trio.testing", "trio.to_thread", "zstandard",
):
    _parent, _, _last = _name.rpartition(".")
    sys.modules[_name] = _made = Nothing(_name)
    if _parent:
        setattr(sys.modules[_parent], _last, _made)

# uvicorn's tests of its server name this class, beside the one that works.
sys.modules["uvicorn.protocols.http.httptools_impl"] = Nothing("uvicorn.protocols.http.httptools_impl")
