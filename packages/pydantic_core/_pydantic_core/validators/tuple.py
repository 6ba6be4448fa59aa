"""`tuple`: tuples of so many items each of its own kind, with a part that repeats where there is one."""

from collections import deque
from itertools import islice

from ..build import build_validator, is_strict, required
from ..errors import Invalid, OmitValue, LineError, invalid, invalid_at
from ..state import ABSENT
from .base import Validator
from .sequence import lax_items, too_long


class TupleValidator(Validator):
    def __init__(self, strict, items, variadic, min_length, max_length, fail_fast):
        self.strict = strict
        self.items = items
        self.variadic = variadic
        self.min_length = min_length
        self.max_length = max_length
        self.fail_fast = fail_fast
        names = [item.get_name() for item in items]
        if variadic is not None:
            names.insert(variadic + 1, "...")
        self.name = f"tuple[{', '.join(names)}]"

    @classmethod
    def build(cls, schema, config, definitions):
        items = [build_validator(item, config, definitions) for item in required(schema, "items_schema")]
        return cls(
            is_strict(schema, config),
            items,
            schema.get("variadic_item_index"),
            schema.get("min_length"),
            schema.get("max_length"),
            schema.get("fail_fast") or False,
        )

    def py(self, value, state):
        state.allow_partial = 0
        if isinstance(value, tuple):
            items, length = value, len(value)
        else:
            found = None
            if not (self.strict if state.strict is None else state.strict):
                found = lax_items(value)
            if found is None:
                raise invalid("tuple_type", value)
            items, length = found
            state.floor(0)
        return self.checked(items, "py", value, state, length)

    def json(self, value, state):
        state.allow_partial = 0
        if type(value) is not list:
            raise invalid("tuple_type", value)
        state.floor(1)
        return self.checked(value, "json", value, state, len(value))

    def strings(self, value, state):
        raise invalid("tuple_type", value)

    key = strings

    def checked(self, items, form, input, state, length):
        """A tuple of the validated items. Raises `Invalid`."""
        output = []
        errors = []
        if self.variadic is None:
            iterator = iter(items)
            complete = self.fixed(iterator, 0, self.items, form, input, state, length, output, errors)
            if complete:
                for _ in iterator:
                    raise too_long("Tuple", input, len(self.items), length)
        else:
            self.repeating(iter(items), form, input, state, length, output, errors)
        if self.min_length is not None and len(output) < self.min_length:
            fields = {"field_type": "Tuple", "min_length": self.min_length, "actual_length": len(output)}
            errors.append(LineError("too_short", input, fields))
        if errors:
            raise Invalid(errors)
        return tuple(output)

    def push(self, output, result, input, length):
        output.append(result)
        if self.max_length is not None and len(output) > self.max_length:
            raise too_long("Tuple", input, self.max_length, length)

    def fixed(self, iterator, index, validators, form, input, state, length, output, errors):
        """Validates an item for each validator; false where it stopped at the first error."""
        for validator in validators:
            item = next(iterator, ABSENT)
            if item is ABSENT:
                default = validator.default_value(index, state)
                if default is ABSENT:
                    errors.append(invalid_at("missing", input, index))
                else:
                    output.append(default)
            else:
                try:
                    result = getattr(validator, form)(item, state)
                except Invalid as failed:
                    errors.extend(failed.within(index).errors)
                except OmitValue:
                    pass
                else:
                    self.push(output, result, input, length)
            index += 1
            if self.fail_fast and errors:
                return False
        return True

    def repeating(self, iterator, form, input, state, length, output, errors):
        """Validates the items before, in and after the part that repeats; of those not yet had it keeps as many as come after."""
        head = self.items[: self.variadic]
        tail = self.items[self.variadic + 1 :]
        if not self.fixed(iterator, 0, head, form, input, state, length, output, errors):
            return
        index = len(head)
        waiting = deque(islice(iterator, len(tail)))
        validate = getattr(self.items[self.variadic], form)
        for item in iterator:
            if tail:
                waiting.append(item)
                item = waiting.popleft()
            try:
                result = validate(item, state)
            except Invalid as failed:
                errors.extend(failed.within(index).errors)
            except OmitValue:
                pass
            else:
                self.push(output, result, input, length)
            if self.fail_fast and errors:
                return
            index += 1
        if tail:
            self.fixed(iter(waiting), index, tail, form, input, state, length, output, errors)

    def debug_fields(self):
        return {"strict": self.strict, "validators": self.items, "variadic_item_index": self.variadic}
