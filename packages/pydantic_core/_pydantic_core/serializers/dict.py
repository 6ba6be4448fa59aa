"""`dict`."""

from .any import ANY
from .base import Serializer
from .build import items_serializer
from .filter import EVERYTHING, Filter
from .json_text import quoted


class DictSerializer(Serializer):
    def __init__(self, keys, values, filter):
        self.keys = keys
        self.values = values
        self.filter = filter
        self.name = f"dict[{keys.get_name()}, {values.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        keys = items_serializer(schema, "keys_schema", config, definitions)
        values = items_serializer(schema, "values_schema", config, definitions)
        return cls(keys, values, Filter.of(schema))

    def to_python(self, value, state):
        if not isinstance(value, dict):
            return Serializer.to_python(self, value, state)
        keys, values = (ANY, ANY) if state.serialize_as_any else (self.keys, self.values)
        serialize_key = keys.json_key if state.is_json else keys.to_python
        serialize = values.to_python
        include, exclude = state.include, state.exclude
        if include is None and exclude is None and not self.filter:
            return {serialize_key(key, state): serialize(item, state) for key, item in value.items()}
        output = {}
        try:
            for key, item in value.items():
                state.include, state.exclude = include, exclude
                inside = self.filter.key(key, state)
                if inside is not None:
                    state.include, state.exclude = EVERYTHING
                    key = serialize_key(key, state)
                    state.include, state.exclude = inside
                    output[key] = serialize(item, state)
        finally:
            state.include, state.exclude = include, exclude
        return output

    def to_json(self, value, state):
        if not isinstance(value, dict):
            return Serializer.to_json(self, value, state)
        keys, values = (ANY, ANY) if state.serialize_as_any else (self.keys, self.values)
        serialize_key, serialize = keys.json_key, values.to_json
        include, exclude = state.include, state.exclude
        output = []
        try:
            for key, item in value.items():
                if include is not None or exclude is not None or self.filter:
                    state.include, state.exclude = include, exclude
                    inside = self.filter.key(key, state)
                    if inside is None:
                        continue
                    state.include, state.exclude = inside
                output.append(quoted(serialize_key(key, state)) + ":" + serialize(item, state))
        finally:
            state.include, state.exclude = include, exclude
        return "{" + ",".join(output) + "}"

    def json_key(self, key, state):
        return self.invalid_key(key, state, "dict")

    def debug_fields(self):
        return {"key_serializer": self.keys, "value_serializer": self.values, "name": self.name}
