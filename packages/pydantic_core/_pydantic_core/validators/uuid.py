"""`uuid`: UUIDs, from text and bytes too."""

from ..build import is_strict
from ..errors import invalid
from ..number_text import str_text
from .base import Validator

_STARTS = (0, 9, 14, 19, 24)
_LENGTHS = (8, 4, 4, 4, 12)
_HEX = frozenset("0123456789abcdefABCDEF")
_types = []


def uuid_types():
    """`uuid.UUID` and `uuid.SafeUUID`, imported when they are first needed."""
    if not _types:
        from uuid import UUID, SafeUUID

        _types.extend((UUID, SafeUUID))
    return _types


class UuidError(Exception):
    """Text that is no UUID, with the words for why."""


def parse_uuid(text):
    """The number of a UUID in one of its usual forms. Raises `UuidError`."""
    size = len(text)
    body = text
    if size == 38 and text[0] == "{" and text[-1] == "}":
        body = text[1:-1]
    elif size == 45 and text.startswith("urn:uuid:"):
        body = text[9:]
    if len(body) == 32 or (
        len(body) == 36 and body[8] == body[13] == body[18] == body[23] == "-" and body.count("-") == 4
    ):
        digits = body.replace("-", "")
        if _HEX.issuperset(digits) and len(digits) == 32 and (len(body) == 36 or body is text):
            return int(digits, 16)
    raise UuidError(_reason(text))


def _reason(text):
    offset, simple, body = 0, True, text
    if text[:1] == "{" and text[-1:] == "}" and len(text) > 1:
        offset, simple, body = 1, False, text[1:-1]
    elif text.startswith("urn:uuid:"):
        offset, simple, body = 9, False, text[9:]
    bounds = []
    index = 0
    for char in body:
        if char == "-":
            bounds.append(index)
        elif char not in _HEX:
            return (
                "invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found "
                f"`{char}` at {index + offset + 1}"
            )
        index += len(char.encode())
    if not bounds and simple:
        return f"invalid length: expected length 32 for simple format, found {len(text)}"
    if len(bounds) != 4:
        return f"invalid group count: expected 5, found {len(bounds) + 1}"
    for group in range(4):
        if bounds[group] != _STARTS[group + 1] - 1:
            length = bounds[group] - _STARTS[group]
            return f"invalid group length in group {group}: expected {_LENGTHS[group]}, found {length}"
    return f"invalid group length in group 4: expected 12, found {len(text) - _STARTS[4]}"


class UuidValidator(Validator):
    name = "uuid"

    def __init__(self, strict, version):
        self.strict = strict
        self.version = version

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(is_strict(schema, config), schema.get("version"))

    def py(self, value, state):
        cls = uuid_types()[0]
        if isinstance(value, cls):
            if self.version is not None and value.version != self.version:
                raise self.wrong_version(value)
            return value
        if state.input_type == "python":
            if self.strict if state.strict is None else state.strict:
                raise invalid("is_instance_of", value, **{"class": cls.__qualname__})
            state.floor(0)
        if isinstance(value, str):
            return self.from_text(str_text(value), value)
        if isinstance(value, bytes):
            return self.from_bytes(value)
        raise invalid("uuid_type", value)

    def json(self, value, state):
        if isinstance(value, str):
            return self.from_text(value, value)
        raise invalid("uuid_type", value)

    strings = key = json

    def wrong_version(self, input):
        return invalid("uuid_version", input, expected_version=self.version)

    def from_text(self, text, input):
        try:
            return self.made(parse_uuid(text), input)
        except UuidError as error:
            raise invalid("uuid_parsing", input, error=str(error)) from None

    def from_bytes(self, value):
        try:
            return self.made(parse_uuid(value.decode()), value)
        except (UnicodeDecodeError, UuidError):
            pass
        if len(value) != 16:
            error = f"invalid length: expected 16 bytes, found {len(value)}"
            raise invalid("uuid_parsing", value, error=error)
        return self.made(int.from_bytes(value, "big"), value)

    def made(self, number, input):
        """The UUID of a number, if it is of the version that is wanted. Raises `Invalid`."""
        if self.version is not None:
            if (number >> 76) & 15 != self.version or (number >> 62) & 3 != 2:
                raise self.wrong_version(input)
        cls, safe = uuid_types()
        made = cls.__new__(cls)
        object.__setattr__(made, "int", number)
        object.__setattr__(made, "is_safe", safe.safe)
        return made

    def debug_fields(self):
        return {"strict": self.strict}
