"""`generator`: an iterator that validates each item when it is asked for."""

from ..errors import invalid
from ..state import ABSENT
from ..validation_error import outward
from .base import Validator
from .function_wrap import InnerValidation
from .list import items_validator



class ValidatorIterator:
    """Validates the items of an iterable one by one."""

    def __init__(self, source, inner, form, validator):
        self._source = source
        self._iterator = iter(source)
        self._inner = inner
        self._form = form
        self._validator = validator
        self.index = 0

    def __iter__(self):
        return self

    def _failed(self, kind, **fields):
        config = self._validator
        error = invalid(kind, self._source, field_type="Generator", **fields)
        return outward(error, "ValidatorIterator", "python", config.hide_input, config.with_cause)

    def __next__(self):
        item = next(self._iterator, ABSENT)
        config = self._validator
        if item is ABSENT:
            if config.min_length is not None and self.index < config.min_length:
                raise self._failed("too_short", min_length=config.min_length, actual_length=self.index)
            raise StopIteration
        index = self.index
        self.index += 1
        if self._inner is None:
            return item
        if config.max_length is not None and index >= config.max_length:
            raise self._failed("too_long", max_length=config.max_length, actual_length=None)
        return self._inner.validate(item, index, self._form)

    def __repr__(self):
        from ..debug import described

        shown = "None" if self._inner is None else f"Some({described(self._inner.validator, None)})"
        return f"ValidatorIterator(index={self.index}, schema={shown})"


class GeneratorValidator(Validator):
    def __init__(self, item, schema, config):
        self.item = item
        self.min_length = schema.get("min_length")
        self.max_length = schema.get("max_length")
        self.hide_input = bool(config and config.get("hide_input_in_errors"))
        self.with_cause = bool(config and config.get("validation_error_cause"))
        self.name = f"generator[{'any' if item is None else item.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(items_validator(schema, config, definitions), schema, config)

    def made(self, value, state, form):
        inner = None
        if self.item is not None:
            inner = InnerValidation("ValidatorIterator", self.item, state, self.hide_input, self.with_cause)
        return ValidatorIterator(value, inner, form, self)

    def py(self, value, state):
        state.allow_partial = 0
        try:
            iter(value)
        except Exception:
            raise invalid("iterable_type", value) from None
        return self.made(value, state, "py")

    def json(self, value, state):
        state.allow_partial = 0
        if isinstance(value, (str, dict)):
            return self.made(list(value), state, "json")
        if not isinstance(value, list):
            raise invalid("iterable_type", value)
        return self.made(value, state, "json")

    def strings(self, value, state):
        raise invalid("iterable_type", value)

    def key(self, value, state):
        return self.made(list(value), state, "json")

    def debug_fields(self):
        return {"item_validator": self.item, "name": self.name}
