"""`any`: by what the value is."""

from .base import Serializer
from .infer import infer_json_key, infer_to_json, infer_to_python


class AnySerializer(Serializer):
    name = "any"

    @classmethod
    def build(cls, schema, config, definitions):
        return ANY

    def to_python(self, value, state):
        return infer_to_python(value, state)

    def to_json(self, value, state):
        return infer_to_json(value, state)

    def json_key(self, key, state):
        return infer_json_key(key, state)


ANY = AnySerializer()
