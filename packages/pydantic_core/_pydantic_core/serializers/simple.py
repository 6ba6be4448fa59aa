"""`none`, `int`, `bool`, `str` and `float`."""

from ..number_text import as_double
from .base import Serializer
from .errors import PydanticSerializationUnexpectedValue
from .infer import infer_json_key, infer_to_json, infer_to_python
from .json_text import any_float_text, quoted
from .state import STRICT_CHECK, inf_nan_of


class NoneSerializer(Serializer):
    name = "none"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def to_python(self, value, state):
        return None if value is None else Serializer.to_python(self, value, state)

    def to_json(self, value, state):
        return "null" if value is None else Serializer.to_json(self, value, state)

    def json_key(self, key, state):
        return "None" if key is None else self.other_key(key, state)


class IntSerializer(Serializer):
    name = "int"
    retries_laxly = True

    @classmethod
    def build(cls, schema, config, definitions):
        return INT

    def to_python(self, value, state):
        if type(value) is int:
            return value
        if isinstance(value, int):
            if state.check == STRICT_CHECK:
                raise PydanticSerializationUnexpectedValue()
            return int(value) if state.is_json else infer_to_python(value, state)
        return Serializer.to_python(self, value, state)

    def to_json(self, value, state):
        if isinstance(value, int):
            return int.__repr__(value) if type(value) is not bool else str(int(value))
        return Serializer.to_json(self, value, state)

    def json_key(self, key, state):
        return str(key) if isinstance(key, int) else self.other_key(key, state)


class BoolSerializer(Serializer):
    name = "bool"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def to_python(self, value, state):
        return value if type(value) is bool else Serializer.to_python(self, value, state)

    def to_json(self, value, state):
        if type(value) is bool:
            return "true" if value else "false"
        return Serializer.to_json(self, value, state)

    def json_key(self, key, state):
        if type(key) is bool:
            return "true" if key else "false"
        return self.other_key(key, state)


class StrSerializer(Serializer):
    name = "str"

    @classmethod
    def build(cls, schema, config, definitions):
        return STR

    def to_python(self, value, state):
        if type(value) is str:
            return value
        if isinstance(value, str):
            return str.__str__(value) if state.is_json else value
        return Serializer.to_python(self, value, state)

    def to_json(self, value, state):
        if type(value) is str:
            return quoted(value)
        if isinstance(value, str):
            return quoted(str.__str__(value))
        return Serializer.to_json(self, value, state)

    def json_key(self, key, state):
        return str.__str__(key) if isinstance(key, str) else self.other_key(key, state)


class FloatSerializer(Serializer):
    name = "float"

    def __init__(self, inf_nan):
        self.inf_nan = inf_nan

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(inf_nan_of(config))

    def to_python(self, value, state):
        if type(value) is float:
            return value
        if isinstance(value, float) or (isinstance(value, int) and type(value) is not bool):
            if state.check == STRICT_CHECK:
                raise PydanticSerializationUnexpectedValue()
            return float(value) if state.is_json else infer_to_python(value, state)
        return Serializer.to_python(self, value, state)

    def to_json(self, value, state):
        number = value if type(value) is float else as_double(value)
        if number is None:
            return Serializer.to_json(self, value, state)
        return any_float_text(number, self.inf_nan)

    def json_key(self, key, state):
        if isinstance(key, (float, int)) and type(key) is not bool:
            return str(key)
        return self.other_key(key, state)

    def debug_fields(self):
        return {"inf_nan_mode": self.inf_nan.capitalize()}


INT = IntSerializer()
STR = StrSerializer()
__all__ = ["BoolSerializer", "FloatSerializer", "INT", "IntSerializer", "NoneSerializer", "STR", "StrSerializer", "infer_json_key", "infer_to_json"]
