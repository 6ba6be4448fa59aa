"""`bytes`: bytes, with or without bounds of their length."""

from ..build import is_strict
from ..errors import Invalid, LineError, invalid
from ..number_text import str_text
from ..schema_error import SchemaError
from .base import Validator

BYTES_MODES = ("utf8", "base64", "hex")


def bytes_mode(config, key):
    """How bytes stand in text: `utf8`, `base64` or `hex`. Raises `SchemaError`."""
    found = config.get(key) if config else None
    if found is None:
        return "utf8"
    if found not in BYTES_MODES:
        raise SchemaError(f"Invalid BytesMode serialization mode: `{found}`, expected utf8 or base64 or hex or ")
    return found


def bytes_from_text(text, mode, input):
    """The bytes that text stands for. Raises `Invalid`."""
    if mode == "utf8":
        return text.encode()
    from ..binary_text import DecodeError, base64_decoded, hex_decoded

    try:
        return base64_decoded(text) if mode == "base64" else hex_decoded(text)
    except DecodeError as error:
        fields = {"encoding": mode, "encoding_error": str(error)}
        raise Invalid([LineError("bytes_invalid_encoding", input, fields)]) from None


def bytes_py(value, strict, mode, state):
    """Bytes from a Python object. Raises `Invalid`."""
    if type(value) is bytes:
        return value
    if isinstance(value, bytes):
        state.floor(1)
        return value
    if not strict:
        if isinstance(value, str):
            result = bytes_from_text(str_text(value), mode, value)
            state.floor(0)
            return result
        if isinstance(value, bytearray):
            state.floor(0)
            return bytes(value)
    raise invalid("bytes_type", value)


class BytesValidator(Validator):
    name = "bytes"

    def __init__(self, strict, mode, min_length=None, max_length=None):
        self.strict = strict
        self.mode = mode
        self.min_length = min_length
        self.max_length = max_length
        self.bounded = min_length is not None or max_length is not None
        if self.bounded:
            self.name = "constrained-bytes"

    @classmethod
    def build(cls, schema, config, definitions):
        mode = bytes_mode(config, "val_json_bytes")
        return cls(is_strict(schema, config), mode, schema.get("min_length"), schema.get("max_length"))

    def within(self, data, input):
        """Checks the length. Raises `Invalid`."""
        if self.min_length is not None and len(data) < self.min_length:
            raise invalid("bytes_too_short", input, min_length=self.min_length)
        if self.max_length is not None and len(data) > self.max_length:
            raise invalid("bytes_too_long", input, max_length=self.max_length)
        return data

    def py(self, value, state):
        data = bytes_py(value, self.strict if state.strict is None else state.strict, self.mode, state)
        return self.within(data, value) if self.bounded else data

    def json(self, value, state):
        if not isinstance(value, str):
            raise invalid("bytes_type", value)
        data = bytes_from_text(value, self.mode, value)
        state.floor(1)
        return self.within(data, value)

    strings = key = json

    def debug_fields(self):
        return {"strict": self.strict, "bytes_mode": self.mode}
