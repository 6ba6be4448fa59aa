"""`list`: lists, and in lax mode other collections that become lists."""

from ..build import build_validator, is_strict
from ..debug import optional
from ..errors import invalid
from .any import AnyValidator
from .base import Validator
from .sequence import lax_items, too_long, too_short, validate_items, validate_limited, validate_partial


def items_validator(schema, config, definitions):
    """The validator of the items, or `None` where they can be anything."""
    items = schema.get("items_schema")
    if items is None:
        return None
    found = build_validator(items, config, definitions)
    return None if isinstance(found, AnyValidator) else found


class ListValidator(Validator):
    def __init__(self, strict, item, min_length, max_length, fail_fast):
        self.strict = strict
        self.item = item
        self.min_length = min_length
        self.max_length = max_length
        self.fail_fast = fail_fast
        self.limited = max_length is not None or fail_fast
        self._name = None

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(
            is_strict(schema, config),
            items_validator(schema, config, definitions),
            schema.get("min_length"),
            schema.get("max_length"),
            schema.get("fail_fast") or False,
        )

    def get_name(self):
        if self._name is None:
            inner = "any" if self.item is None else self.item.get_name()
            if inner == "...":
                return "list[...]"
            self._name = f"list[{inner}]"
        return self._name

    def py(self, value, state):
        if isinstance(value, list):
            items, length = value, len(value)
        else:
            found = None
            if not (self.strict if state.strict is None else state.strict):
                found = lax_items(value)
            if found is None:
                raise invalid("list_type", value)
            items, length = found
            state.floor(0)
        if self.item is None:
            return self.unchecked(items, value, length)
        return self.checked(items, self.item.py, value, state, length)

    def json(self, value, state):
        if type(value) is not list:
            raise invalid("list_type", value)
        if self.item is None:
            return self.unchecked(value, value, len(value))
        return self.checked(value, self.item.json, value, state, len(value))

    def strings(self, value, state):
        raise invalid("list_type", value)

    key = strings

    def unchecked(self, items, input, length):
        """A list of the items as they are. Raises `Invalid` where there are too few or too many."""
        output = []
        if self.max_length is not None and isinstance(input, list):
            if self.min_length is not None and length < self.min_length:
                raise too_short("List", input, self.min_length, length)
            if length > self.max_length:
                raise too_long("List", input, self.max_length, length)
        if self.max_length is None:
            output = list(items)
        else:
            for item in items:
                if len(output) >= self.max_length:
                    raise too_long("List", input, self.max_length, length)
                output.append(item)
        if self.min_length is not None and len(output) < self.min_length:
            raise too_short("List", input, self.min_length, len(output))
        return output

    def checked(self, items, validate, input, state, length):
        """A list of the validated items. Raises `Invalid`."""
        if state.allow_partial:
            output = validate_partial(
                items, validate, state, input, "List", self.max_length, length, self.fail_fast
            )
        elif self.limited:
            output = validate_limited(
                items, validate, state, input, "List", self.max_length, length, self.fail_fast
            )
        else:
            output = validate_items(items, validate, state)
        if self.min_length is not None and len(output) < self.min_length:
            raise too_short("List", input, self.min_length, len(output))
        return output

    def debug_fields(self):
        return {
            "strict": self.strict,
            "item_validator": optional(self.item),
            "min_length": optional(self.min_length),
            "max_length": optional(self.max_length),
            "fail_fast": self.fail_fast,
        }
