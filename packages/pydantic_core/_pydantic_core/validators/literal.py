"""`literal`: one of some values."""

from ..build import required
from ..errors import Invalid, invalid
from ..number_text import as_i64
from ..schema_error import SchemaError
from .base import Validator


class LiteralLookup:
    """Finds what belongs to one of some values, telling `1` from `True` and from an enumeration's member.

    `find` gives what belongs to it in a list of one, or `None`.
    """

    def __init__(self, expected):
        self.bools = {}
        self.ints = {}
        self.strings = {}
        self.others = {}
        self.unhashable = []
        self.primitives = {}
        for key, result in expected:
            found = [result]
            if isinstance(key, bool):
                self.bools[key] = found
                self.primitives[key] = found
            if type(key) is int:
                if as_i64(key) is None:
                    self.others[key] = found
                else:
                    self.ints[key] = found
                    self.primitives[key] = found
            elif type(key) is str:
                self.strings[key] = found
                self.primitives[key] = found
            else:
                try:
                    self.others[key] = found
                except TypeError:
                    self.unhashable.append((key, found))

    def find(self, value, json=False):
        kind = type(value)
        if kind is str or (json and isinstance(value, str)):
            found = self.strings.get(value)
            if found is not None:
                return found
        elif kind is bool:
            if self.bools:
                found = self.bools.get(value)
                if found is not None:
                    return found
        elif kind is int and self.ints:
            found = self.ints.get(value)
            if found is not None:
                return found
            if as_i64(value) is None:
                raise invalid("int_parsing_size", value)
        if self.others:
            try:
                found = self.others.get(value)
            except TypeError:
                found = None
            if found is not None:
                return found
        for key, found in self.unhashable:
            try:
                if key == value:
                    return found
            except Exception:
                pass
        if self.primitives:
            try:
                return self.primitives.get(value)
            except TypeError:
                pass
        return None

    def find_int(self, value, validate, state):
        """By an integer that the input stands for."""
        if not self.ints:
            return None
        try:
            number = validate(value, state)
        except Invalid:
            return None
        if as_i64(number) is None:
            raise invalid("int_parsing_size", number)
        return self.ints.get(number)

    def find_str(self, value, validate, state):
        """By a string that the input stands for."""
        if not self.strings:
            return None
        try:
            return self.strings.get(validate(value, state))
        except Invalid:
            return None

    def find_float(self, value, validate, state):
        """By a float that the input stands for."""
        if not self.others:
            return None
        try:
            return self.others.get(validate(value, state))
        except Invalid:
            return None


def expected_text(reprs, base):
    """How the values are listed in a message, and the name of their validator."""
    name = f"{base}[{','.join(reprs)}]"
    if len(reprs) == 1:
        return reprs[0], name
    return f"{', '.join(reprs[:-1])} or {reprs[-1]}", name


class LiteralValidator(Validator):
    def __init__(self, expected):
        self.lookup = LiteralLookup([(value, value) for value in expected])
        self.expected_repr, self.name = expected_text([repr(value) for value in expected], "literal")

    @classmethod
    def build(cls, schema, config, definitions):
        expected = required(schema, "expected")
        if not expected:
            raise SchemaError("`expected` should have length > 0")
        return cls(expected)

    def py(self, value, state):
        found = self.lookup.find(value)
        if found is None:
            raise invalid("literal_error", value, expected=self.expected_repr)
        return found[0]

    def json(self, value, state):
        found = self.lookup.find(value, True)
        if found is None:
            raise invalid("literal_error", value, expected=self.expected_repr)
        return found[0]

    def strings(self, value, state):
        if isinstance(value, str):
            if self.lookup.bools:
                lower = value.lower()
                if lower in ("0", "f", "n", "no", "off", "false") and False in self.lookup.bools:
                    return self.lookup.bools[False][0]
                if lower in ("1", "t", "y", "on", "yes", "true") and True in self.lookup.bools:
                    return self.lookup.bools[True][0]
            if self.lookup.ints:
                try:
                    number = int(value) if value.strip() == value and "_" not in value else None
                except ValueError:
                    number = None
                if number is not None and number in self.lookup.ints:
                    return self.lookup.ints[number][0]
        return self.json(value, state)

    def debug_fields(self):
        return {"expected_repr": self.expected_repr, "name": self.name}
