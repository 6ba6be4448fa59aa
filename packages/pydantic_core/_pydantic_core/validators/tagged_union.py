"""`tagged-union`: what the schema of a tag in the input takes."""

from ..build import build_validator, required, schema_or_config
from ..debug import Shape
from ..errors import Invalid, invalid, place_of
from ..lookup import has_attributes, is_mapping, lookup_key
from ..state import ABSENT
from .base import Validator, in_every_form
from .custom_error import custom_error
from .fields import FINDERS, attribute_finder
from .literal import LiteralLookup


def discriminator(raw):
    """How the tag is found: a function, or a `LookupKey`; and how that is shown."""
    if callable(raw):
        return raw, None, f"{raw.__name__}()"
    key = lookup_key(raw)
    return None, key, str(key)


@in_every_form
class TaggedUnionValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.function, self.lookup, self.discriminator_repr = discriminator(required(schema, "discriminator"))
        choices = [
            (tag, build_validator(choice, config, definitions)) for tag, choice in required(schema, "choices").items()
        ]
        self.choices = LiteralLookup(choices)
        self.tags_repr = ", ".join(repr(tag) for tag, _ in choices)
        from_attributes = schema_or_config(schema, config, "from_attributes")
        self.from_attributes = True if from_attributes is None else from_attributes
        self.error = custom_error(schema)
        self.name = f"tagged-union[{','.join(choice.get_name() for _, choice in choices)}]"
        return self

    def run(self, value, state, form):
        if self.function is not None:
            tag = self.function(value)
            if tag is None:
                raise self.tag_not_found(value)
        else:
            tag = self.found_tag(value, state, form)
            if tag is ABSENT:
                raise self.tag_not_found(value)
        try:
            found = self.choices.find(tag)
        except Invalid:
            found = None
        if found is None:
            if self.error is not None:
                raise Invalid([self.error.line_error(value)])
            raise invalid(
                "union_tag_invalid",
                value,
                discriminator=self.discriminator_repr,
                tag=str(tag),
                expected_tags=self.tags_repr,
            )
        try:
            return getattr(found[0], form)(value, state)
        except Invalid as failed:
            raise failed.within(place_of(tag))

    def found_tag(self, value, state, form):
        """The tag in the input, or `ABSENT`. Raises `Invalid` for an input that can have none."""
        if form == "py":
            strict = bool(state.strict)
            from_attributes = self.from_attributes if state.from_attributes is None else state.from_attributes
            if from_attributes:
                if isinstance(value, dict):
                    return FINDERS["py"](value, self.lookup)[1]
                if not strict and is_mapping(value):
                    return FINDERS["mapping"](value, self.lookup)[1]
                if has_attributes(value):
                    return attribute_finder((value, None), self.lookup)[1]
                if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], dict):
                    if has_attributes(value[0]):
                        return attribute_finder(value, self.lookup)[1]
                raise invalid("model_attributes_type", value)
            if isinstance(value, dict) or (not strict and is_mapping(value)):
                return FINDERS["mapping"](value, self.lookup)[1]
            raise invalid("dict_type", value)
        if not isinstance(value, dict):
            raise invalid("dict_type", value)
        return FINDERS[form](value, self.lookup)[1]

    def tag_not_found(self, value):
        if self.error is not None:
            return Invalid([self.error.line_error(value)])
        return invalid("union_tag_not_found", value, discriminator=self.discriminator_repr)

    def debug_fields(self):
        return {"discriminator": self.lookup or Shape("Function", {"func": self.function}), "tags_repr": self.tags_repr, "name": self.name}
