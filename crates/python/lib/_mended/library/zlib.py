"""An error of `zlib` has the C library's number."""

from _loopscope_builtin import function


def mend(module):
    decompress = module.decompress

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

    module.decompress = function(decompressing, "decompress")
