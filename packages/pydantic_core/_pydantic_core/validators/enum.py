"""`enum`: members of an enumeration, or what stands for them."""

from ..build import is_strict, required, required_class
from ..debug import optional
from ..errors import invalid
from ..reprs import safe_repr
from ..schema_error import SchemaError
from .base import Validator, in_every_form
from .float import FloatValidator
from .int import IntValidator
from .is_instance import class_repr
from .literal import LiteralLookup, expected_text
from .string import StrValidator

_LAX_INT, _LAX_STR = IntValidator(False), StrValidator(False, False)


@in_every_form
class EnumValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        members = required(schema, "members")
        if not members:
            raise SchemaError("`members` should have length > 0")
        expected = [(member.value, member) for member in members]
        self = cls()
        self.cls = required_class(schema)
        self.class_repr = class_repr(schema, self.cls)
        self.lookup = LiteralLookup(expected)
        self.missing = schema.get("missing")
        self.expected_repr = expected_text([repr(value) for value, _ in expected], "")[0]
        self.strict = is_strict(schema, config)
        self.sub_type = schema.get("sub_type")
        if self.sub_type not in ("int", "str", "float", None):
            raise SchemaError("`sub_type` must be one of: 'int', 'str', 'float' or None")
        prefix = "enum" if self.sub_type is None else self.sub_type + "-enum"
        self.name = f"{prefix}[{self.class_repr}]"
        return self

    def run(self, value, state, form):
        if form == "py" and type(value) is self.cls:
            return value
        strict = self.strict if state.strict is None else state.strict
        if strict and state.input_type == "python":
            raise invalid("is_instance_of", value, **{"class": self.class_repr})
        exactness = state.exactness
        found = self.member(value, state, form, strict)
        state.exactness = exactness
        state.floor(0)
        if found is not None:
            return found[0]
        try:
            return self.cls(value if form == "py" else None)
        except Exception:
            pass
        if self.missing is not None:
            try:
                member = self.missing(value)
            except Exception:
                raise invalid("enum", value, expected=self.expected_repr) from None
            if isinstance(member, self.cls):
                return member
            if member is not None:
                raise TypeError(
                    f"error in {self.cls.__name__}._missing_: returned {safe_repr(member)} instead of None or a "
                    "valid member"
                )
        raise invalid("enum", value, expected=self.expected_repr)

    def member(self, value, state, form, strict):
        """The member that the value stands for, in a list of one, or `None`."""
        kind = self.sub_type
        if kind == "int":
            return self.lookup.find_int(value, getattr(IntValidator(strict), form), state)
        if kind == "str":
            return self.lookup.find_str(value, getattr(StrValidator(strict, False), form), state)
        if kind == "float":
            return self.lookup.find_float(value, getattr(FloatValidator(strict, True), form), state)
        found = self.lookup.find(value, form != "py")
        if found is None and not strict and form == "py":
            # Subclasses of the values' types, and floats for integers.
            if isinstance(value, str):
                return self.lookup.find_str(value, _LAX_STR.py, state)
            if isinstance(value, (int, float)):
                return self.lookup.find_int(value, _LAX_INT.py, state)
        return found

    def debug_fields(self):
        return {
            "missing": optional(self.missing),
            "expected_repr": self.expected_repr,
            "strict": self.strict,
            "class_repr": self.class_repr,
            "name": self.name,
        }
