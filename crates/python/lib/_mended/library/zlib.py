"""An error of `zlib` has the C library's number; and what is flushed again after nothing was added is a block of its own.

The C library's `deflate` writes no second block for a second flush, but one for a flush after `compress(b"")`. WebSocket's
compression rests on that wherever a message, or its last fragment, is empty.
"""

from _loopscope_builtin import function

#: A stored block of no bytes, from a byte's beginning on: what was flushed before ends with a byte.
_EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"


def mend(module):
    decompress, compressobj = module.decompress, module.compressobj
    flushes = module.Z_SYNC_FLUSH, module.Z_FULL_FLUSH

    def named(error):
        text = str(error)
        if text.startswith("Error "):
            raise error
        return module.error(f"Error -3 while decompressing data: {text}")

    class Decompress:
        """What RustPython has, but for its errors."""

        __module__ = "zlib"
        __qualname__ = "Decompress"
        __slots__ = ("_own",)

        def __init__(self, own):
            self._own = own

        def decompress(self, *args, **kwargs):
            try:
                return self._own.decompress(*args, **kwargs)
            except module.error as error:
                raise named(error) from None

        def flush(self, *args):
            try:
                return self._own.flush(*args)
            except module.error as error:
                raise named(error) from None

        def __getattr__(self, name):
            return getattr(self._own, name)

    decompressobj = module.decompressobj
    module.decompressobj = function(lambda *args, **kwargs: Decompress(decompressobj(*args, **kwargs)), "decompressobj")

    def decompressing(*args, **kwargs):
        try:
            return decompress(*args, **kwargs)
        except module.error as error:
            raise named(error) from None

    class Compress:
        """`compressobj()`, which remembers what was last asked of it."""

        __slots__ = "_compressor", "_flushed", "_asked"

        def __init__(self, compressor, flushed=False, asked=False):
            self._compressor = compressor
            self._flushed = flushed
            self._asked = asked

        def compress(self, data, /):
            compressed = self._compressor.compress(data)
            if self._flushed:
                if len(data):
                    self._flushed = self._asked = False
                else:
                    self._asked = True
            return compressed

        def flush(self, mode=module.Z_FINISH, /):
            flushed = self._compressor.flush(mode)
            if mode in flushes:
                if self._asked and not flushed:
                    flushed = _EMPTY_BLOCK
                self._flushed, self._asked = True, False
            return flushed

        def copy(self):
            return Compress(self._compressor.copy(), self._flushed, self._asked)

        __copy__ = copy

        def __deepcopy__(self, memo, /):
            return self.copy()

    Compress.__module__, Compress.__qualname__ = "zlib", "Compress"
    for name in ("compress", "flush", "copy"):
        getattr(Compress, name).__qualname__ = f"Compress.{name}"

    module.decompress = function(decompressing, "decompress")
    module.compressobj = function(lambda *args, **kwargs: Compress(compressobj(*args, **kwargs)), "compressobj")
