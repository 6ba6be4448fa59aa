"""`generator`: iterators, whose items are serialized when they are asked for."""

from .any import ANY
from .base import Serializer
from .build import items_serializer
from .filter import Filter
from .list import ListSerializer


class SerializationIterator:
    """Serializes the items of an iterator one by one."""

    def __init__(self, iterator, item, filter, state):
        self._iterator = iterator
        self._item = item
        self._filter = filter
        self._state = state.copy()
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        state = self._state.copy()
        takes = self._filter.indices(state, None)
        for item in self._iterator:
            inside = (None, None) if takes is None else takes(self.index)
            self.index += 1
            if inside is not None:
                state.include, state.exclude = inside
                result = (ANY if state.serialize_as_any else self._item).to_python(item, state)
                state.final_check()
                return result
        raise StopIteration

    def __repr__(self):
        return f"SerializationIterator(index={self.index}, iterator={self._iterator!r})"


class GeneratorSerializer(ListSerializer):
    def __init__(self, item, filter):
        self.item = item
        self.filter = filter
        self.name = "generator"

    retries_laxly = False

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(items_serializer(schema, "items_schema", config, definitions), Filter.of(schema))

    def fits(self, value):
        return hasattr(type(value), "__next__")

    def to_python(self, value, state):
        if not self.fits(value):
            return Serializer.to_python(self, value, state)
        if state.is_json:
            return self.serialized(value, "to_python", state, None)
        return SerializationIterator(value, self.item, self.filter, state)

    def to_json(self, value, state):
        if not self.fits(value):
            return Serializer.to_json(self, value, state)
        return "[" + ",".join(self.serialized(value, "to_json", state, None)) + "]"

    def json_key(self, key, state):
        return self.invalid_key(key, state, "generator")
