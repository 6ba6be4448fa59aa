"""`set` and `frozenset`: sets, and in lax mode other collections that become sets."""

from ..build import build_validator, is_strict
from ..debug import optional
from ..errors import Invalid, OmitValue, invalid
from .any import ANY
from .base import Validator
from .sequence import lax_items, too_long, too_short


class SetValidator(Validator):
    kind = "set"
    made = set
    field_type = "Set"
    error = "set_type"

    def __init__(self, strict, item, min_length, max_length, fail_fast):
        self.strict = strict
        self.item = item
        self.min_length = min_length
        self.max_length = max_length
        self.fail_fast = fail_fast
        self.name = f"{self.kind}[{item.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        items = schema.get("items_schema")
        return cls(
            is_strict(schema, config),
            ANY if items is None else build_validator(items, config, definitions),
            schema.get("min_length"),
            schema.get("max_length"),
            schema.get("fail_fast") or False,
        )

    def py(self, value, state):
        if isinstance(value, self.made):
            items = value
        else:
            found = None
            if not (self.strict if state.strict is None else state.strict):
                found = lax_items(value)
            if found is None:
                raise invalid(self.error, value)
            items = found[0]
            state.floor(0)
        return self.checked(items, self.item.py, value, state)

    def json(self, value, state):
        if type(value) is not list:
            raise invalid(self.error, value)
        state.floor(1)
        return self.checked(value, self.item.json, value, state)

    def strings(self, value, state):
        raise invalid(self.error, value)

    key = strings

    def checked(self, items, validate, input, state):
        """A set of the validated items. Raises `Invalid`."""
        partial = state.allow_partial
        last = -1
        if partial:
            items = list(items)
            last = len(items) - 1
        output = set()
        errors = []
        max_length = self.max_length
        for index, item in enumerate(items):
            if partial:
                state.allow_partial = partial if index == last else 0
            try:
                result = validate(item, state)
                try:
                    output.add(result)
                except TypeError:
                    raise invalid("set_item_not_hashable", item) from None
            except Invalid as failed:
                if index != last:
                    errors.extend(failed.within(index).errors)
                    if self.fail_fast:
                        break
            except OmitValue:
                pass
            else:
                if max_length is not None and len(output) > max_length:
                    raise too_long(self.field_type, input, max_length, None)
        if errors:
            raise Invalid(errors)
        if self.min_length is not None and len(output) < self.min_length:
            raise too_short(self.field_type, input, self.min_length, len(output))
        return output if self.made is set else self.made(output)

    def debug_fields(self):
        return {
            "strict": self.strict,
            "item_validator": self.item,
            "min_length": optional(self.min_length),
            "max_length": optional(self.max_length),
            "name": self.name,
            "fail_fast": self.fail_fast,
        }


class FrozenSetValidator(SetValidator):
    kind = "frozenset"
    made = frozenset
    field_type = "Frozenset"
    error = "frozen_set_type"
