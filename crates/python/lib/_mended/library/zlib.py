"""An error of `zlib` has the C library's number."""

from _loopscope_builtin import function


def mend(module):
    decompress = module.decompress

    def decompressing(*args, **kwargs):
        try:
            return decompress(*args, **kwargs)
        except module.error as error:
            text = str(error)
            if text.startswith("Error "):
                raise
            raise module.error(f"Error -3 while decompressing data: {text}") from None

    module.decompress = function(decompressing, "decompress")
