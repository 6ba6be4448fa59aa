"""What validators pass on to one another during one validation."""

from .undefined import PydanticUndefined

# How exactly an input fits a schema; smart unions prefer the more exact choice.
LAX, STRICT, EXACT = 0, 1, 2

# `allow_partial`: whether errors in what comes last are overlooked.
PARTIAL_MODES = {False: 0, True: 1, "off": 0, "on": 1, "trailing-strings": 2}

# How deep definitions may refer to themselves within one input, and how deep values that are serialized may be nested. Each
# step takes up to ten calls, and the interpreter allows a thousand.
RECURSION_LIMIT = 98

# Stands for no value, where `None` and `PydanticUndefined` are values.
ABSENT = object()


def partial_mode(value):
    """`allow_partial` as a number: 0 for off, 1 for on, 2 where strings may be cut too. Raises `ValueError`."""
    try:
        return PARTIAL_MODES[value]
    except (KeyError, TypeError):
        raise ValueError(
            "Invalid partial mode, should be `'off'`, `'on'`, `'trailing-strings'` or a `bool`"
        ) from None


class State:
    """The state of one validation. Who changes a setting for what is inside puts it back after."""

    __slots__ = (
        "exactness",
        "fields_set_count",
        "allow_partial",
        "has_field_error",
        "input_type",
        "data",
        "strict",
        "extra_behavior",
        "from_attributes",
        "context",
        "field_name",
        "self_instance",
        "by_alias",
        "by_name",
        "cache_strings",
        "guard",
        "depth",
    )

    def __init__(
        self,
        input_type,
        strict=None,
        extra_behavior=None,
        from_attributes=None,
        context=None,
        self_instance=None,
        by_alias=None,
        by_name=None,
        allow_partial=0,
    ):
        self.input_type = input_type
        self.strict = strict
        self.extra_behavior = extra_behavior
        self.from_attributes = from_attributes
        self.context = context
        self.self_instance = self_instance
        self.by_alias = by_alias
        self.by_name = by_name
        self.allow_partial = allow_partial
        self.exactness = None
        self.fields_set_count = None
        self.has_field_error = False
        self.data = None
        self.field_name = None
        self.guard = None
        self.depth = 0

    def floor(self, exactness):
        """Notes that the input fits no better than this."""
        if self.exactness is not None and exactness < self.exactness:
            self.exactness = exactness

    def add_fields_set(self, count):
        """Counts fields that were given, which unions use to choose."""
        self.fields_set_count = count if self.fields_set_count is None else self.fields_set_count + count


__all__ = ["ABSENT", "EXACT", "LAX", "PARTIAL_MODES", "PydanticUndefined", "RECURSION_LIMIT", "STRICT", "State", "partial_mode"]
