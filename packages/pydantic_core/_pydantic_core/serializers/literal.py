"""`literal`."""

from ..build import required
from ..debug import Some, Wrapped
from ..number_text import as_i64
from ..schema_error import SchemaError
from .base import Serializer
from .infer import infer_json_key, infer_to_json, infer_to_python
from .json_text import quoted


class LiteralSerializer(Serializer):
    def __init__(self, expected):
        self.ints = set()
        self.strings = set()
        self.others = []
        for value in expected:
            if isinstance(value, bool):
                self.others.append(value)
            elif isinstance(value, int) and as_i64(value) is not None:
                self.ints.add(int(value))
            elif isinstance(value, str):
                self.strings.add(str.__str__(value))
            else:
                self.others.append(value)
        self.name = f"literal[{','.join(repr(value) for value in expected)}]"

    @classmethod
    def build(cls, schema, config, definitions):
        expected = required(schema, "expected")
        if not expected:
            raise SchemaError("`expected` should have length > 0")
        return cls(expected)

    def plain(self, value, state):
        """The value as a plain integer or string, `None` where it goes by what it is. Warns where it is none of them."""
        if not state.check:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and int(value) in self.ints:
            return int(value)
        if isinstance(value, str) and str.__str__(value) in self.strings:
            return str.__str__(value)
        if value not in self.others:
            state.warn_fallback(self.name, value)
        return None

    def to_python(self, value, state):
        plain = self.plain(value, state)
        if plain is None:
            return infer_to_python(value, state)
        return plain if state.is_json else value

    def to_json(self, value, state):
        plain = self.plain(value, state)
        if plain is None:
            return infer_to_json(value, state)
        return quoted(plain) if type(plain) is str else str(plain)

    def json_key(self, key, state):
        plain = self.plain(key, state)
        return infer_json_key(key, state) if plain is None else str(plain)

    def debug_fields(self):
        return {
            "expected_int": self.ints,
            "expected_str": self.strings,
            "expected_py": Some(Wrapped("Py", hex(id(self.others)))) if self.others else None,
            "name": self.name,
        }
