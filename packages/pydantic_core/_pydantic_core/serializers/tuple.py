"""`tuple`."""

from ..build import required
from .any import ANY
from .base import Serializer
from .build import build_serializer
from .errors import PydanticSerializationUnexpectedValue
from .filter import Filter
from .state import STRICT_CHECK


class TupleSerializer(Serializer):
    retries_laxly = True

    def __init__(self, items, variadic, filter):
        self.items = items
        self.variadic = variadic
        self.filter = filter
        names = [item.get_name() for item in items]
        if variadic is not None:
            names.insert(variadic + 1, "...")
        self.name = f"tuple[{', '.join(names)}]"

    @classmethod
    def build(cls, schema, config, definitions):
        items = [build_serializer(item, config, definitions) for item in required(schema, "items_schema")]
        return cls(items, schema.get("variadic_item_index"), Filter.of(schema))

    def serializers(self, count, state):
        """The serializer of each item. Raises where a union asks for exactly so many items."""
        if self.variadic is not None:
            middle = max(0, count + 1 - len(self.items))
            found = (
                self.items[: self.variadic]
                + [self.items[self.variadic]] * middle
                + self.items[self.variadic + 1 :]
            )
            return found[:count]
        if state.check == STRICT_CHECK and count != len(self.items):
            raise PydanticSerializationUnexpectedValue(f"Expected {len(self.items)} items, but got {count}")
        found = self.items[:count]
        if count > len(self.items):
            state.register(PydanticSerializationUnexpectedValue("Unexpected extra items present in tuple"))
            found = found + [ANY] * (count - len(self.items))
        return found

    def serialized(self, value, method, state):
        """What the serializers give for the items that the filter takes."""
        serializers = self.serializers(len(value), state)
        if state.serialize_as_any:
            serializers = [ANY] * len(serializers)
        takes = self.filter.indices(state, len(value))
        if takes is None:
            return [getattr(inner, method)(item, state) for inner, item in zip(serializers, value)]
        output = []
        include, exclude = state.include, state.exclude
        try:
            for index, (inner, item) in enumerate(zip(serializers, value)):
                inside = takes(index)
                if inside is not None:
                    state.include, state.exclude = inside
                    output.append(getattr(inner, method)(item, state))
        finally:
            state.include, state.exclude = include, exclude
        return output

    def to_python(self, value, state):
        if not isinstance(value, tuple):
            return Serializer.to_python(self, value, state)
        items = self.serialized(value, "to_python", state)
        return items if state.is_json else tuple(items)

    def to_json(self, value, state):
        if not isinstance(value, tuple):
            return Serializer.to_json(self, value, state)
        return "[" + ",".join(self.serialized(value, "to_json", state)) + "]"

    def json_key(self, key, state):
        if not isinstance(key, tuple):
            return self.other_key(key, state)
        include, exclude = state.include, state.exclude
        state.include = state.exclude = None
        try:
            return ",".join(self.serialized(key, "json_key", state))
        finally:
            state.include, state.exclude = include, exclude

    def debug_fields(self):
        return {"serializers": self.items, "variadic_item_index": self.variadic, "name": self.name}
