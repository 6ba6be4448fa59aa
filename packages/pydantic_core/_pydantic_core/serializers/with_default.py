"""`default`."""

from ..build import required
from ..state import ABSENT
from ..validators.with_default import Default
from .any import ANY
from .base import Serializer
from .build import build_serializer


class WithDefaultSerializer(Serializer):
    name = "default"

    def __init__(self, inner, default):
        self.inner = inner
        self.default = default

    @property
    def retries_laxly(self):
        return self.inner.retries_laxly

    @classmethod
    def build(cls, schema, config, definitions):
        default = Default(schema)
        return cls(build_serializer(required(schema, "schema"), config, definitions), default)

    def to_python(self, value, state):
        return (ANY if state.serialize_as_any else self.inner).to_python(value, state)

    def to_json(self, value, state):
        return (ANY if state.serialize_as_any else self.inner).to_json(value, state)

    def json_key(self, key, state):
        return (ANY if state.serialize_as_any else self.inner).json_key(key, state)

    def get_default(self):
        return ABSENT if self.default.takes_data else self.default.get(None)

    def debug_fields(self):
        return {"serializer": self.inner}
