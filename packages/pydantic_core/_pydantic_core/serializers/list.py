"""`list`."""

from .any import ANY
from .base import Serializer
from .build import items_serializer
from .filter import Filter


class ListSerializer(Serializer):
    def __init__(self, item, filter):
        self.item = item
        self.filter = filter
        self.name = f"list[{item.get_name()}]"

    @property
    def retries_laxly(self):
        return self.item.retries_laxly

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(items_serializer(schema, "items_schema", config, definitions), Filter.of(schema))

    def serialized(self, items, method, state, length):
        """What a method of the items' serializer gives for each item that the filter takes."""
        serialize = getattr(ANY if state.serialize_as_any else self.item, method)
        takes = self.filter.indices(state, length)
        if takes is None:
            return [serialize(item, state) for item in items]
        output = []
        include, exclude = state.include, state.exclude
        try:
            for index, item in enumerate(items):
                inside = takes(index)
                if inside is not None:
                    state.include, state.exclude = inside
                    output.append(serialize(item, state))
        finally:
            state.include, state.exclude = include, exclude
        return output

    def to_python(self, value, state):
        if not isinstance(value, list):
            return Serializer.to_python(self, value, state)
        return self.serialized(value, "to_python", state, len(value))

    def to_json(self, value, state):
        if not isinstance(value, list):
            return Serializer.to_json(self, value, state)
        return "[" + ",".join(self.serialized(value, "to_json", state, len(value))) + "]"

    def json_key(self, key, state):
        return self.invalid_key(key, state, "list")

    def debug_fields(self):
        return {"item_serializer": self.item, "name": self.name}
