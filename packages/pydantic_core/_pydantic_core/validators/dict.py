"""`dict`: dictionaries, and in lax mode other mappings that become dictionaries."""

from ..build import build_validator, is_strict
from ..debug import optional
from ..errors import Invalid, OmitValue, invalid, place_of
from ..lookup import is_mapping
from ..reprs import exception_words
from .any import ANY
from .base import Validator
from .sequence import too_long, too_short


def mapping_items(value):
    """The items of a mapping. Raises `Invalid` where they are no pairs."""
    try:
        items = list(value.items())
    except Exception as error:
        raise invalid("mapping_type", value, error=exception_words(error)) from None
    for item in items:
        if not isinstance(item, tuple) or len(item) != 2:
            raise invalid("mapping_type", value, error="Mapping items must be tuples of (key, value) pairs")
    return items


class DictValidator(Validator):
    def __init__(self, strict, keys, values, min_length, max_length, fail_fast):
        self.strict = strict
        self.keys = keys
        self.values = values
        self.min_length = min_length
        self.max_length = max_length
        self.fail_fast = fail_fast
        self.name = f"dict[{keys.get_name()},{values.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        keys = schema.get("keys_schema")
        values = schema.get("values_schema")
        return cls(
            is_strict(schema, config),
            ANY if keys is None else build_validator(keys, config, definitions),
            ANY if values is None else build_validator(values, config, definitions),
            schema.get("min_length"),
            schema.get("max_length"),
            schema.get("fail_fast") or False,
        )

    def py(self, value, state):
        if type(value) is dict:
            items = value.items()
        elif isinstance(value, dict):
            items = mapping_items(value)
        elif not (self.strict if state.strict is None else state.strict) and is_mapping(value):
            items = mapping_items(value)
        else:
            raise invalid("dict_type", value)
        return self.checked(items, self.keys.py, self.values.py, value, state)

    def json(self, value, state):
        if type(value) is not dict:
            raise invalid("dict_type", value)
        return self.checked(value.items(), self.keys.key, self.values.json, value, state)

    def strings(self, value, state):
        if not isinstance(value, dict):
            raise invalid("dict_type", value)
        for key, item in value.items():
            if not isinstance(key, str):
                raise invalid("string_type", key)
            if not isinstance(item, (str, dict)):
                raise invalid("string_type", item)
        return self.checked(value.items(), self.keys.strings, self.values.strings, value, state)

    def key(self, value, state):
        raise invalid("dict_type", value)

    def checked(self, items, validate_key, validate_value, input, state):
        """A dictionary of the validated keys and values. Raises `Invalid`."""
        partial = state.allow_partial
        last = -1
        if partial:
            items = list(items)
            last = len(items) - 1
        output = {}
        errors = None
        fail_fast = self.fail_fast
        index = -1
        for key, value in items:
            index += 1
            valid_key = True
            if partial:
                state.allow_partial = 0
            try:
                output_key = validate_key(key, state)
            except Invalid as failed:
                errors = errors or []
                failed.within("[key]")
                errors.extend(failed.within(place_of(key)).errors)
                valid_key = False
            except OmitValue:
                continue
            if partial:
                state.allow_partial = partial if index == last else 0
            if fail_fast and errors:
                break
            try:
                output_value = validate_value(value, state)
            except Invalid as failed:
                if index != last:
                    errors = errors or []
                    errors.extend(failed.within(place_of(key)).errors)
                continue
            except OmitValue:
                continue
            if fail_fast and errors:
                break
            if valid_key:
                output[output_key] = output_value
        if errors:
            raise Invalid(errors)
        if self.min_length is not None and len(output) < self.min_length:
            raise too_short("Dictionary", input, self.min_length, len(output))
        if self.max_length is not None and len(output) > self.max_length:
            raise too_long("Dictionary", input, self.max_length, len(output))
        return output

    def debug_fields(self):
        return {
            "strict": self.strict,
            "key_validator": self.keys,
            "value_validator": self.values,
            "min_length": optional(self.min_length),
            "max_length": optional(self.max_length),
            "fail_fast": self.fail_fast,
            "name": self.name,
        }


