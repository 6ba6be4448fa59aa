"""`union` and `tagged-union`: the choice that fits the value exactly, else nearly, else by what the value is."""

from ..build import required
from ..lookup import in_attributes, in_dict, into_attribute, into_item
from ..reprs import exception_text
from ..schema_error import SchemaError
from ..state import ABSENT
from ..validators.tagged_union import discriminator
from .any import ANY
from .base import Serializer
from .build import build_serializer
from .errors import JsonFailure, PydanticSerializationUnexpectedValue
from .infer import infer_json_key, infer_to_json, infer_to_python
from .state import LAX_CHECK, NO_CHECK, STRICT_CHECK


class _ChoiceSerializer(Serializer):
    """What both kinds of unions share."""

    @property
    def retries_laxly(self):
        return any(choice.retries_laxly for choice in self.choices)

    def tried(self, choice, method, value, state, check):
        """What a choice makes of the value, checking that it fits."""
        before = state.check
        state.check = check
        try:
            return getattr(ANY if state.serialize_as_any else choice, method)(value, state)
        finally:
            state.check = before

    def first(self, method, value, state):
        """What the first choice that fits makes of the value, `ABSENT` where none does. Warns of that."""
        errors = []
        for choice in self.choices:
            try:
                return self.tried(choice, method, value, state, STRICT_CHECK)
            except Exception as error:
                errors.append(error)
        if state.check != STRICT_CHECK and self.retries_laxly:
            for choice in self.choices:
                try:
                    return self.tried(choice, method, value, state, LAX_CHECK)
                except Exception:
                    pass
        if state.check == NO_CHECK:
            for error in errors:
                if not isinstance(error, PydanticSerializationUnexpectedValue):
                    error = PydanticSerializationUnexpectedValue(exception_text(error))
                state.register(error)
        elif errors:
            raise PydanticSerializationUnexpectedValue("\n".join(exception_text(error) for error in errors))
        return ABSENT

    def chosen(self, method, value, state):
        return self.first(method, value, state)

    def to_python(self, value, state):
        found = self.chosen("to_python", value, state)
        return infer_to_python(value, state) if found is ABSENT else found

    def json_key(self, key, state):
        found = self.chosen("json_key", key, state)
        return infer_json_key(key, state) if found is ABSENT else found

    def to_json(self, value, state):
        try:
            found = self.chosen("to_python", value, state)
        except Exception as error:
            raise JsonFailure(exception_text(error)) from None
        if found is ABSENT:
            return infer_to_json(value, state)
        include, exclude = state.include, state.exclude
        state.include = state.exclude = None
        try:
            return infer_to_json(found, state)
        finally:
            state.include, state.exclude = include, exclude

    def debug_fields(self):
        return {"choices": self.choices, "name": self.name}


class UnionSerializer(_ChoiceSerializer):
    def __init__(self, choices):
        self.choices = choices
        self.name = f"Union[{', '.join(choice.get_name() for choice in choices)}]"

    @classmethod
    def build(cls, schema, config, definitions):
        choices = [
            build_serializer(choice[0] if isinstance(choice, tuple) else choice, config, definitions)
            for choice in required(schema, "choices")
        ]
        if not choices:
            raise SchemaError("One or more union choices required")
        return choices[0] if len(choices) == 1 else cls(choices)


class TaggedUnionSerializer(_ChoiceSerializer):
    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.function, self.lookup, _ = discriminator(required(schema, "discriminator"))
        self.by_tag = {
            str(tag): build_serializer(choice, config, definitions)
            for tag, choice in required(schema, "choices").items()
        }
        self.choices = list(self.by_tag.values())
        self.name = f"TaggedUnion[{', '.join(choice.get_name() for choice in self.choices)}]"
        return self

    def tag(self, value):
        """The tag of a value, or `ABSENT`."""
        try:
            if self.function is not None:
                return self.function(value)
            if isinstance(value, dict):
                return self.lookup.find(value, in_dict, into_item)[1]
            return self.lookup.find(value, in_attributes, into_attribute)[1]
        except Exception:
            return ABSENT

    def chosen(self, method, value, state):
        tag = self.tag(value)
        if tag is not ABSENT:
            choice = self.by_tag.get(str(tag))
            if choice is not None:
                try:
                    return self.tried(choice, method, value, state, STRICT_CHECK)
                except Exception:
                    if self.retries_laxly:
                        try:
                            return self.tried(choice, method, value, state, LAX_CHECK)
                        except Exception:
                            pass
        elif state.check == NO_CHECK:
            state.register(
                PydanticSerializationUnexpectedValue(
                    "Defaulting to left to right union serialization - failed to get discriminator value for tagged "
                    "union serialization",
                    None,
                    None,
                    value,
                )
            )
        return self.first(method, value, state)
