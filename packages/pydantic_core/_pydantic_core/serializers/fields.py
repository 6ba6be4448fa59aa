"""What models, typed dictionaries and dataclasses share: their fields, extra values and computed fields."""

from ..build import required
from ..debug import Shape, Word
from ..reprs import exception_text
from ..schema_error import SchemaError
from ..state import ABSENT
from ..undefined import missing_sentinel
from .any import ANY
from .base import Serializer
from .build import build_serializer
from .errors import PydanticSerializationUnexpectedValue
from .filter import filtered
from .infer import infer_json_key, infer_to_json, infer_to_python
from .json_text import quoted
from .state import STRICT_CHECK

# What becomes of keys that are no fields: left out, in a dictionary of their own, or serialized beside the others.
SIMPLE, MODEL_EXTRA, ALLOW = "SimpleDict", "ModelExtra", "TypedDictAllow"


class SerField:
    """A field, as it is serialized. `serializer` is `None` where it is always left out."""

    __slots__ = ("key", "alias", "serializer", "required", "exclude_if", "function", "default")

    def __init__(self, key, alias, serializer, required, exclude_if):
        self.key = key
        self.alias = key if alias is None else alias
        self.serializer = serializer
        self.required = required
        self.exclude_if = exclude_if
        self.function = serializer is not None and serializer.is_field_function


def build_fields(entries, config, definitions, required_by_default=True):
    """The fields of `(name, label, settings)`. Raises `SchemaError`."""
    fields = {}
    for name, label, info in entries:
        wants = info.get("required")
        wants = required_by_default if wants is None else wants
        if info.get("serialization_exclude") is True:
            fields[name] = SerField(name, None, None, wants, None)
            continue
        schema = required(info, "schema")
        try:
            serializer = build_serializer(schema, config, definitions)
        except Exception as error:
            raise SchemaError(f"Field `{label}`:\n  {exception_text(error)}") from None
        alias = info.get("serialization_alias")
        fields[name] = SerField(name, alias, serializer, wants, info.get("serialization_exclude_if"))
    return fields


class ComputedField:
    """A property that is serialized as a field."""

    __slots__ = ("name", "alias", "serializer", "function")

    def __init__(self, schema, config, definitions):
        self.name = required(schema, "property_name")
        returned = required(schema, "return_schema")
        try:
            self.serializer = build_serializer(returned, config, definitions)
        except Exception as error:
            raise SchemaError(f"Computed field `{self.name}`:\n  {exception_text(error)}") from None
        alias = schema.get("alias")
        self.alias = self.name if alias is None else alias


class FieldsSerializer(Serializer):
    """Serializes a dictionary of fields; with `MODEL_EXTRA`, a pair of it and the dictionary of extra values."""

    name = "general-fields"

    def __init__(self, fields, mode, extra, schema, config, definitions):
        self.fields = fields
        self.mode = mode
        self.extra = extra
        self.by_alias = bool((config or {}).get("serialize_by_alias"))
        computed = schema.get("computed_fields")
        self.computed = [ComputedField(entry, config, definitions) for entry in computed or ()]
        self.required = sum(1 for field in fields.values() if field.required)

    def split(self, value):
        """The dictionary of fields and that of extra values, or `None` for a value that has none."""
        if self.mode == MODEL_EXTRA:
            if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], dict):
                if value[1] is None or isinstance(value[1], dict):
                    return value
            return None
        return (value, None) if isinstance(value, dict) else None

    def to_python(self, value, state):
        if state.model is None:
            raise PydanticSerializationUnexpectedValue("No model found for fields serialization")
        found = self.split(value)
        if found is None:
            return Serializer.to_python(self, value, state)
        return self.object(list(found[0].items()), found[1], state)

    def to_json(self, value, state):
        found = self.split(value)
        if found is None:
            return Serializer.to_json(self, value, state)
        if state.model is None:
            raise PydanticSerializationUnexpectedValue("No model found for fields serialization")
        return self.text(list(found[0].items()), found[1], state)

    def object(self, items, extra, state):
        """A dictionary of the serialized fields, extra values and computed fields."""
        output = self.main(items, state)
        if extra:
            self.extra_values(extra, state, output)
        if self.computed:
            for key, serialized in self.computed_values(state, "to_python"):
                output[key] = serialized
        return output

    def serializer_of(self, field, value, state):
        """The serializer of a field's value, or `None` where it is left out."""
        serializer = field.serializer
        if serializer is None:
            return None
        if state.exclude_defaults:
            default = serializer.get_default()
            if default is not ABSENT and value == default:
                return None
        if field.exclude_if is not None and field.exclude_if(value):
            return None
        return ANY if state.serialize_as_any and not field.function else serializer

    def main(self, items, state):
        include, exclude, name_before = state.include, state.exclude, state.field_name
        everything = include is None and exclude is None
        missing = missing_sentinel()
        fields = self.fields
        by_alias = self.by_alias if state.by_alias is None else state.by_alias
        exclude_none = state.exclude_none
        plain = not (state.exclude_defaults or state.serialize_as_any)
        output = {}
        used = 0
        try:
            for key, value in items:
                if value is None and exclude_none or value is missing:
                    continue
                if not everything:
                    inside = filtered(key, key, include, exclude, None, None)
                    if inside is None:
                        continue
                    state.include, state.exclude = inside
                state.field_name = key
                field = fields.get(key)
                if field is not None:
                    if field.required:
                        used += 1
                    if plain and field.exclude_if is None:
                        serializer = field.serializer
                    else:
                        serializer = self.serializer_of(field, value, state)
                    if serializer is not None:
                        output[field.alias if by_alias else field.key] = serializer.to_python(value, state)
                elif self.mode == ALLOW:
                    serializer = self.extra if self.extra is not None and not state.serialize_as_any else ANY
                    output[key] = serializer.to_python(value, state)
                elif state.check == STRICT_CHECK:
                    message = f"Unexpected field `{key}`"
                    raise PydanticSerializationUnexpectedValue(message, key, type(state.model).__name__, None)
        finally:
            state.include, state.exclude, state.field_name = include, exclude, name_before
        if state.check and self.required > used:
            excluding = state.exclude_defaults or state.exclude_unset or exclude_none or state.exclude_computed_fields
            if not (excluding or exclude is not None):
                raise PydanticSerializationUnexpectedValue(
                    f"Expected {self.required} fields but got {used}",
                    state.field_name,
                    type(state.model).__name__,
                    state.model,
                )
        return output

    def extra_values(self, extra, state, output):
        include, exclude = state.include, state.exclude
        missing = missing_sentinel()
        try:
            for key, value in extra.items():
                if value is None and state.exclude_none or value is missing:
                    continue
                inside = filtered(key, key, include, exclude, None, None)
                if inside is None:
                    continue
                state.include, state.exclude = inside
                if self.extra is not None and not state.serialize_as_any:
                    output[key] = self.extra.to_python(value, state)
                else:
                    output[key] = infer_to_python(value, state)
        finally:
            state.include, state.exclude = include, exclude

    def computed_values(self, state, method):
        """The keys and serialized values of the computed fields."""
        if state.round_trip or state.exclude_computed_fields:
            return
        include, exclude, name_before = state.include, state.exclude, state.field_name
        missing = missing_sentinel()
        by_alias = self.by_alias if state.by_alias is None else state.by_alias
        try:
            for field in self.computed:
                inside = filtered(field.name, field.name, include, exclude, None, None)
                if inside is None:
                    continue
                value = getattr(state.model, field.name)
                if value is None and state.exclude_none or value is missing:
                    continue
                state.field_name = field.name
                state.include, state.exclude = inside
                serializer = ANY if state.serialize_as_any else field.serializer
                yield field.alias if by_alias else field.name, getattr(serializer, method)(value, state)
        finally:
            state.include, state.exclude, state.field_name = include, exclude, name_before

    def text(self, items, extra, state):
        """JSON of the fields, extra values and computed fields."""
        include, exclude, name_before = state.include, state.exclude, state.field_name
        everything = include is None and exclude is None
        missing = missing_sentinel()
        by_alias = self.by_alias if state.by_alias is None else state.by_alias
        exclude_none = state.exclude_none
        output = []
        try:
            for key, value in items:
                if value is None and exclude_none or value is missing:
                    continue
                if not everything:
                    inside = filtered(key, key, include, exclude, None, None)
                    if inside is None:
                        continue
                    state.include, state.exclude = inside
                state.field_name = key
                field = self.fields.get(key)
                if field is not None:
                    serializer = self.serializer_of(field, value, state)
                    if serializer is not None:
                        name = field.alias if by_alias else field.key
                        output.append(quoted(name) + ":" + serializer.to_json(value, state))
                elif self.mode == ALLOW:
                    output.append(quoted(infer_json_key(key, state)) + ":" + infer_to_json(value, state))
            state.field_name = name_before
            for key, value in (extra or {}).items():
                if value is None and exclude_none or value is missing:
                    continue
                inside = filtered(key, key, include, exclude, None, None)
                if inside is not None:
                    state.include, state.exclude = inside
                    output.append(quoted(infer_json_key(key, state)) + ":" + infer_to_json(value, state))
        finally:
            state.include, state.exclude, state.field_name = include, exclude, name_before
        for key, text in self.computed_values(state, "to_json") if self.computed else ():
            output.append(quoted(key) + ":" + text)
        return "{" + ",".join(output) + "}"

    def json_key(self, key, state):
        return self.invalid_key(key, state, "fields")

    def debug_fields(self):
        fields = {name: field.serializer for name, field in self.fields.items()}
        return {"fields": Shape("Fields", fields), "mode": Word(self.mode)}
