"""`ValidationError`: everything that is wrong with an input, as users see it."""

from .error_types import ERROR_TYPES
from .errors import Invalid, LineError, OmitValue, PydanticCustomError, UseDefaultValue, known_fields, place_of
from .reprs import exception_text, safe_repr, truncated
from .schema_error import SchemaError

_INPUT_TYPES = ("python", "json", "string")
_environment = {}


def _include_url():
    """Whether the environment wants addresses of the documentation in messages; asked once."""
    if "include" not in _environment:
        import os

        omit = os.environ.get("PYDANTIC_ERRORS_OMIT_URL")
        if omit is not None:
            import warnings

            warnings.warn(
                "PYDANTIC_ERRORS_OMIT_URL is deprecated, use PYDANTIC_ERRORS_INCLUDE_URL instead", DeprecationWarning
            )
            _environment["include"] = not omit
        else:
            include = os.environ.get("PYDANTIC_ERRORS_INCLUDE_URL")
            _environment["include"] = include is None or include == "1" or include.lower() == "true"
    return _environment["include"]


def _url_prefix(include):
    if not include:
        return None
    if "prefix" not in _environment:
        try:
            import pydantic

            version = ".".join(pydantic.__version__.split(".")[:2])
        except Exception:
            version = "latest"
        _environment["prefix"] = f"https://errors.pydantic.dev/{version}/v/"
    return _environment["prefix"]


def _line_from_details(details):
    """A `LineError` of a dictionary as `InitErrorDetails` describes it."""
    if not isinstance(details, dict):
        raise TypeError(f"'{type(details).__name__}' object cannot be converted to 'PyDict'")
    kind = details["type"]
    if isinstance(kind, str):
        context = details.get("ctx")
        line = LineError(kind, None, known_fields(kind, context), context)
    elif isinstance(kind, PydanticCustomError):
        line = kind.line_error(None)
    else:
        raise TypeError("`type` should be a `str` or `PydanticCustomError`")
    if "loc" in details:
        loc = details["loc"]
        if not isinstance(loc, (tuple, list)):
            raise TypeError("Location must be a list or tuple of strings and ints")
        line.loc = [place_of(item) for item in reversed(loc)]
    line.input = details.get("input")
    return line


def _shown_place(item):
    return f"`{item}`" if isinstance(item, str) and "." in item else str(item)


def _shown_loc(line):
    return ".".join(_shown_place(item) for item in reversed(line.loc))


def _pretty(line, input_type, prefix, hide_input):
    text = _shown_loc(line) + "\n" if line.loc else ""
    try:
        message = line.message(input_type)
    except Exception as error:
        message = f"(error rendering message: {exception_text(error)})"
    text += f"  {message} [type={line.type}"
    if not hide_input and line.type != "default_factory_not_called":
        text += ", input_value=" + truncated(safe_repr(line.input))
        text += f", input_type={type(line.input).__qualname__}"
    text += "]"
    if prefix is not None and line.template is None:
        text += f"\n    For further information visit {prefix}{line.type}"
    return text


def pretty_lines(lines, input_type, hide_input):
    """All errors, one under another."""
    prefix = _url_prefix(_include_url())
    return "\n".join(_pretty(line, input_type, prefix, hide_input) for line in lines)


def line_details(line, input_type, prefix, include_context, include_input):
    """One error as a dictionary."""
    details = {"type": line.type, "loc": tuple(reversed(line.loc)), "msg": line.message(input_type)}
    if include_input:
        details["input"] = line.input
    if include_context:
        context = line.ctx()
        if context is not None:
            details["ctx"] = context
    if prefix is not None and line.template is None:
        details["url"] = prefix + line.type
    return details


class ValidationError(ValueError):
    """Raised where the input of a validator is not what its schema asks for."""

    def __new__(cls, title, line_errors, input_type="python", hide_input=False):
        self = ValueError.__new__(cls, title, line_errors, input_type, hide_input)
        if input_type not in _INPUT_TYPES:
            raise ValueError(f"Invalid input type: {input_type}")
        self._title = title
        self._lines = line_errors
        self._input_type = input_type
        self._hide_input = hide_input
        return self

    def __init__(self, *arguments, **keywords):
        pass

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type="python", hide_input=False):
        """Makes the error that validation would make, from its title and a list of details."""
        return cls(title, [_line_from_details(details) for details in line_errors], input_type, hide_input)

    @property
    def title(self):
        return self._title

    def line_errors(self):
        """Copies of the errors, for a validator that takes them up again."""
        copies = []
        for line in self._lines:
            copy = LineError(line.type, line.input, line.fields, line.context, line.template)
            copy.loc = list(line.loc)
            copies.append(copy)
        return copies

    def error_count(self):
        return len(self._lines)

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        prefix = _url_prefix(include_url)
        return [
            line_details(line, self._input_type, prefix, include_context, include_input) for line in self._lines
        ]

    def json(self, *, indent=None, include_url=True, include_context=True, include_input=True):
        from .serializers.infer import infer_to_json
        from .serializers.json_text import indented, quoted
        from .serializers.state import SerializationState, default_config

        state = SerializationState(default_config(), mode="json", serialize_unknown=True, warnings="none")
        prefix = _url_prefix(include_url)
        entries = []
        try:
            for line in self._lines:
                loc = ",".join(quoted(item) if isinstance(item, str) else str(item) for item in reversed(line.loc))
                parts = [
                    f'"type":{quoted(line.type)}',
                    f'"loc":[{loc}]',
                    f'"msg":{quoted(line.message(self._input_type))}',
                ]
                if include_input:
                    parts.append('"input":' + infer_to_json(line.input, state))
                if include_context:
                    context = line.ctx()
                    if context is not None:
                        parts.append('"ctx":' + infer_to_json(context, state))
                if prefix is not None:
                    parts.append(f'"url":{quoted(prefix + line.type)}')
                entries.append("{" + ",".join(parts) + "}")
        except Exception as error:
            raise ValueError(f"Error serializing ValidationError to JSON: {exception_text(error)}") from None
        text = "[" + ",".join(entries) + "]"
        return text if indent is None else indented(text, indent)

    def _display(self, prefix=None, hide_input=False):
        lines = pretty_lines(self._lines, self._input_type, hide_input)
        if prefix is None:
            count = len(self._lines)
            prefix = f"{count} validation error{'' if count == 1 else 's'} for {self._title}"
        return f"{prefix}\n{lines}"

    def __str__(self):
        return self._display(None, self._hide_input)

    __repr__ = __str__

    def __reduce__(self):
        details = self.errors(include_url=_include_url())
        return type(self).from_exception_data, (self._title, details, self._input_type, self._hide_input)


ValidationError.__module__ = "pydantic_core._pydantic_core"


def _add_cause(error):
    """Chains the exceptions of user functions to the error, each with a note of where it came from."""
    found = []
    for line in error._lines:
        if line.type in ("value_error", "assertion_error") and line.template is None:
            exception = (line.fields or {}).get("error")
            if isinstance(exception, BaseException):
                exception.add_note("\nPydantic: cause of loc: " + (_shown_loc(line) if line.loc else "root"))
                found.append(exception)
    if found:
        error.__cause__ = BaseExceptionGroup("Pydantic User Code Exceptions", found)


def outward(exception, title, input_type, hide_input=False, with_cause=False, outer=None):
    """The exception that users see for what happened inside: a `ValidationError`, a `SchemaError`, or itself."""
    if isinstance(exception, Invalid):
        if outer is not None:
            exception.within(outer)
        error = ValidationError(title, exception.errors, input_type, hide_input)
        if with_cause:
            _add_cause(error)
        return error
    if isinstance(exception, OmitValue):
        return SchemaError("Uncaught Omit error, please check your usage of `default` validators.")
    if isinstance(exception, UseDefaultValue):
        return SchemaError(
            "Uncaught `PydanticUseDefault` exception: the error was raised in a field validator and no default value "
            "is available for that field."
        )
    return exception


def known_error_types():
    """The names of the error types that the library knows."""
    return ERROR_TYPES
