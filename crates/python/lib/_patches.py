"""What is changed in modules of the standard library once they are loaded: where they are of another version than they
should be, or need what is not there."""


def argparse(module):
    """3.14 lists choices as they are written on a command line."""

    def _check_value(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = iter(choices)
        if value in choices:
            return
        args = {"value": str(value), "choices": ", ".join(map(str, action.choices))}
        message = module._("invalid choice: %(value)r (choose from %(choices)s)")
        if self.suggest_on_error and isinstance(value, str) and all(isinstance(choice, str) for choice in action.choices):
            import difflib

            close = difflib.get_close_matches(value, action.choices, 1)
            if close:
                args["closest"] = close[0]
                message = module._("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)")
        raise module.ArgumentError(action, message % args)

    module.ArgumentParser._check_value = _check_value


def concurrent_futures_thread(module):
    """The trace tells of a pool's jobs."""
    import _thread

    module.WorkerContext.run = _thread._observed_job(module.WorkerContext.run)


def array(module):
    module.typecodes = "bBuwhHiIlLqQfd"


def json_decoder(module):
    """RustPython names the character that may not be in a string; CPython says only where it is."""
    original = module.JSONDecodeError.__init__

    def __init__(self, msg, doc, pos):
        if msg.startswith("Invalid control character "):
            msg = "Invalid control character at"
        original(self, msg, doc, pos)

    module.JSONDecodeError.__init__ = __init__


def logging(module):
    """It tells its own frames from others' by where it lies."""
    module.__path__ = ["/lib/python3.14/logging"]


def struct(module):
    """What cannot be packed is a `struct.error`, whatever it is."""
    from _loopscope_builtin import function

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


def zlib(module):
    """An error has the C library's number."""
    from _loopscope_builtin import function

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


def zoneinfo(module):
    import _zones

    module.available_timezones = _zones.keys


def zoneinfo__common(module):
    import _zones

    module.load_tzdata = _zones.load_tzdata
