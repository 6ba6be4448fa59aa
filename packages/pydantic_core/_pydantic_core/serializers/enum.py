"""`enum`."""

from ..build import required
from ..schema_error import SchemaError
from .any import ANY
from .base import Serializer
from .simple import INT, STR, FloatSerializer
from .state import inf_nan_of


class EnumSerializer(Serializer):
    name = "enum"

    def __init__(self, cls, inner):
        self.cls = cls
        self.inner = inner

    @property
    def retries_laxly(self):
        return self.inner.retries_laxly

    @classmethod
    def build(cls, schema, config, definitions):
        kind = schema.get("sub_type")
        if kind == "float":
            inner = FloatSerializer(inf_nan_of(config))
        else:
            inner = {"int": INT, "str": STR, None: ANY}.get(kind)
        if inner is None:
            raise SchemaError("`sub_type` must be one of: 'int', 'str', 'float' or None")
        return cls(required(schema, "cls"), inner)

    def to_python(self, value, state):
        if type(value) is not self.cls:
            return Serializer.to_python(self, value, state)
        if not state.is_json:
            return value
        return (ANY if state.serialize_as_any else self.inner).to_python(value.value, state)

    def to_json(self, value, state):
        if type(value) is not self.cls:
            return Serializer.to_json(self, value, state)
        return (ANY if state.serialize_as_any else self.inner).to_json(value.value, state)

    def json_key(self, key, state):
        if type(key) is not self.cls:
            return self.other_key(key, state)
        return (ANY if state.serialize_as_any else self.inner).json_key(key.value, state)
