"""What `struct` cannot pack is a `struct.error`, whatever it is."""

from _loopscope_builtin import function


def mend(module):
    words = {
        "a bytes-like object is required": "argument for 's' must be a bytes object",
        "must be real number": "required argument is not a float",
        "Expected type 'bytes'": "char format requires a bytes object of length 1",
    }

    def packing(pack):
        def packed(*args):
            try:
                return pack(*args)
            except module.error as error:
                if str(error).startswith("pack expected "):
                    count = len(module.unpack(args[0], bytes(module.calcsize(args[0]))))
                    raise module.error(f"pack expected {count} items for packing (got {len(args) - 1})") from None
                raise
            except TypeError as error:
                text = str(error)
                if text.endswith("cannot be interpreted as an integer"):
                    raise module.error("required argument is not an integer") from None
                for begin, said in words.items():
                    if text.startswith(begin):
                        raise module.error(said) from None
                raise

        return function(packed, pack.__name__)

    module.pack, module.pack_into = packing(module.pack), packing(module.pack_into)
