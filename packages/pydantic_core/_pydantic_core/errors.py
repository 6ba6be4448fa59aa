"""Errors inside of validation, and the exceptions that user functions raise to speak of them.

A validator that rejects its input raises `Invalid` with a list of `LineError`. It never reaches the user: `SchemaValidator` makes a
`ValidationError` of it. `OmitValue` and `UseDefaultValue` are the signals that an `on_error` or a user function sends outwards.
"""

from .error_types import COW, ERROR_TYPES, EXAMPLES, INT, NUMBER, OBJECT, OPT_INT, PLURAL_FIELDS, STR, UINT, UINT64
from .reprs import rust_float


class LineError:
    """One thing that is wrong with the input, and where.

    `loc` is innermost first, so that an outer place is appended. `template` is None but for custom errors.
    """

    __slots__ = ("type", "fields", "context", "template", "loc", "input")

    def __init__(self, type, input, fields=None, context=None, template=None):
        self.type = type
        self.input = input
        self.fields = fields
        self.context = context
        self.template = template
        self.loc = []

    def retyped(self, type, fields=None):
        """Becomes an error of another known type, at the same place."""
        self.type = type
        self.fields = fields
        self.context = None
        self.template = None

    def ctx(self):
        """The context that users see: the fields of the error, and what was given beside them. None where there is nothing."""
        if self.template is not None:
            return None if self.context is None else dict(self.context)
        found = {}
        if self.fields:
            found.update(self.fields)
        if self.context is not None:
            found.update(self.context)
        elif not found:
            return None
        return found

    def message(self, input_type="python"):
        """The message, with the fields put in."""
        if self.template is not None:
            return format_message(self.template, self.context)
        return render(self.type, self.fields, input_type)


class Invalid(Exception):
    """The input is not what the schema asks for."""

    def __init__(self, errors):
        self.errors = errors

    def within(self, place):
        """Adds an outer place to every error."""
        for error in self.errors:
            error.loc.append(place)
        return self


class OmitValue(Exception):
    """The value is to be left out."""


class UseDefaultValue(Exception):
    """The default is to be taken."""


def invalid(type, input, **fields):
    """An `Invalid` with one error of a known type."""
    return Invalid([LineError(type, input, fields or None)])


def invalid_at(type, input, place, fields=None):
    """One error with its place."""
    error = LineError(type, input, fields)
    error.loc.append(place)
    return error


def place_of(key):
    """What stands for a key in a location: itself for strings and integers that fit 64 bits, else how it shows itself."""
    if isinstance(key, str):
        return key if type(key) is str else str.__str__(key)
    if isinstance(key, int) and -0x8000000000000000 <= key <= 0x7FFFFFFFFFFFFFFF:
        return int(key)
    from .reprs import safe_repr

    return safe_repr(key)


def show_number(value):
    """A bound as it stands in messages."""
    return rust_float(value) if type(value) is float else str(value)


def render(name, fields, input_type):
    """The message of a known error."""
    entry = ERROR_TYPES[name]
    template = entry[2] if input_type == "python" or entry[3] is None else entry[3]
    if not fields:
        return template
    message = template
    kinds = entry[1]
    for field in kinds:
        value = fields[field]
        if kinds[field] is OPT_INT:
            value = "more" if value is None else str(value)
        elif kinds[field] is NUMBER:
            value = show_number(value)
        elif type(value) is not str:
            value = str(value)
        message = message.replace("{" + field + "}", value)
    if "{expected_plural}" in message:
        for field in PLURAL_FIELDS:
            if field in fields:
                message = message.replace("{expected_plural}", "" if fields[field] == 1 else "s")
                break
    return message


def format_message(template, context):
    """A custom message with its context put in."""
    if context:
        for key, value in context.items():
            if not isinstance(key, str):
                raise TypeError(f"'{type(key).__name__}' object cannot be converted to 'PyString'")
            if isinstance(value, bool):
                value = str(int(value))
            elif not isinstance(value, str):
                value = str(value)
            template = template.replace("{" + key + "}", value)
    return template


def _fits(kind, value):
    if kind is STR or kind is COW:
        return isinstance(value, str)
    if kind is INT:
        return isinstance(value, int) and -0x80000000 <= value <= 0x7FFFFFFF
    if kind is UINT or kind is UINT64:
        return isinstance(value, int) and 0 <= value < 1 << 64
    if kind is OPT_INT:
        return value is None or isinstance(value, int) and 0 <= value < 1 << 64
    if kind is NUMBER:
        return isinstance(value, (int, float, str)) or hasattr(type(value), "__float__")
    return True


def known_fields(type, context):
    """The fields of a known error, taken from its context.

    Raises `KeyError` for an unknown type and `TypeError` for a context that lacks a field or has another kind of value there.
    """
    entry = ERROR_TYPES.get(type)
    if entry is None:
        raise KeyError(f"Invalid error type: '{type}'")
    variant, kinds = entry[0], entry[1]
    fields = {}
    for name, kind in kinds.items():
        if context is None or name not in context:
            raise TypeError(f"{variant}: '{name}' required in context")
        value = context[name]
        if not _fits(kind, value):
            shown = "String" if kind is COW else kind
            raise TypeError(f"{variant}: '{name}' context value must be a {shown}")
        if kind is NUMBER and not isinstance(value, str):
            # A number alone is kept of it, whatever its class adds.
            if isinstance(value, int) and -0x8000000000000000 <= int.__pos__(value) <= 0x7FFFFFFFFFFFFFFF:
                value = int.__pos__(value)
            else:
                value = float(value)
        fields[name] = value
    return fields


class PydanticOmit(Exception):
    """Raised by a user function to leave the value out."""

    def __new__(cls):
        return Exception.__new__(cls)

    def __init__(self):
        Exception.__init__(self)

    def __str__(self):
        return "PydanticOmit()"

    __repr__ = __str__


class PydanticUseDefault(Exception):
    """Raised by a user function to take the default instead."""

    def __new__(cls):
        return Exception.__new__(cls)

    def __init__(self):
        Exception.__init__(self)

    def __str__(self):
        return "PydanticUseDefault()"

    __repr__ = __str__


class PydanticCustomError(ValueError):
    """An error with a type, a message template and a context of the user's own."""

    def __new__(cls, error_type, message_template, context=None, /):
        if context is not None and not isinstance(context, dict):
            raise TypeError(f"argument 'context': '{type(context).__name__}' object cannot be converted to 'PyDict'")
        self = ValueError.__new__(cls, error_type, message_template, context)
        self._type = error_type
        self._template = message_template
        self._context = context
        return self

    def __init__(self, *arguments, **keywords):
        pass

    @property
    def type(self):
        return self._type

    @property
    def message_template(self):
        return self._template

    @property
    def context(self):
        return self._context

    def message(self):
        return format_message(self._template, self._context)

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f"{self.message()} [type={self._type}, context={self._context}]"

    def line_error(self, input):
        return LineError(self._type, input, None, self._context, self._template)


class PydanticKnownError(ValueError):
    """One of the library's own error types, raised by a user function."""

    def __new__(cls, error_type, context=None, /):
        self = ValueError.__new__(cls, error_type, context)
        self._type = error_type
        self._fields = known_fields(error_type, context)
        self._context = context
        return self

    def __init__(self, *arguments, **keywords):
        pass

    @property
    def type(self):
        return self._type

    @property
    def message_template(self):
        return ERROR_TYPES[self._type][2]

    @property
    def context(self):
        return self.line_error(None).ctx()

    def message(self):
        return render(self._type, self._fields, "python")

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f"{self.message()} [type={self._type}, context={self.context}]"

    def line_error(self, input):
        return LineError(self._type, input, self._fields, self._context)


for _public in (PydanticOmit, PydanticUseDefault, PydanticCustomError, PydanticKnownError):
    _public.__module__ = "pydantic_core._pydantic_core"


def list_all_errors():
    """Every known error type with its templates and an example of each."""
    listed = []
    for name, (_variant, kinds, template, json_template) in ERROR_TYPES.items():
        fields = {field: EXAMPLES[kind] for field, kind in kinds.items()}
        entry = {
            "type": name,
            "message_template_python": template,
            "example_message_python": render(name, fields, "python"),
        }
        if json_template is not None:
            entry["message_template_json"] = json_template
            entry["example_message_json"] = render(name, fields, "json")
        entry["example_context"] = fields or None
        listed.append(entry)
    return listed


def converted(error, input):
    """What an exception of a user function means for validation: errors, a signal, or itself.

    Only `ValueError` and `AssertionError` speak of the input; a `TypeError` is more likely a mistake in the function.
    """
    if isinstance(error, ValueError):
        if isinstance(error, (PydanticCustomError, PydanticKnownError)):
            return Invalid([error.line_error(input)])
        from .validation_error import ValidationError

        if isinstance(error, ValidationError):
            return Invalid(error.line_errors())
        str(error)
        return Invalid([LineError("value_error", input, {"error": error})])
    if isinstance(error, AssertionError):
        str(error)
        return Invalid([LineError("assertion_error", input, {"error": error})])
    if isinstance(error, PydanticOmit):
        return OmitValue()
    if isinstance(error, PydanticUseDefault):
        return UseDefaultValue()
    return error
