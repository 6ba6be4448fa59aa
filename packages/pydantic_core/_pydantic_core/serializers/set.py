"""`set` and `frozenset`."""

from .any import ANY
from .base import Serializer
from .build import items_serializer


class SetSerializer(Serializer):
    kind = "set"
    made = set

    def __init__(self, item):
        self.item = item
        self.name = f"{self.kind}[{item.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(items_serializer(schema, "items_schema", config, definitions))

    def to_python(self, value, state):
        if not isinstance(value, self.made):
            return Serializer.to_python(self, value, state)
        serialize = (ANY if state.serialize_as_any else self.item).to_python
        items = [serialize(item, state) for item in value]
        return items if state.is_json else self.made(items)

    def to_json(self, value, state):
        if not isinstance(value, self.made):
            return Serializer.to_json(self, value, state)
        serialize = (ANY if state.serialize_as_any else self.item).to_json
        return "[" + ",".join([serialize(item, state) for item in value]) + "]"

    def json_key(self, key, state):
        return self.invalid_key(key, state, self.kind)

    def debug_fields(self):
        return {"item_serializer": self.item, "name": self.name}


class FrozenSetSerializer(SetSerializer):
    kind = "frozenset"
    made = frozenset
