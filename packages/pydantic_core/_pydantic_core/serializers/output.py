"""Writing JSON: the text of a serializer as bytes, and what went wrong as the exception that users see."""

from ..reprs import exception_text
from .any import ANY
from .errors import (
    JsonFailure,
    PydanticSerializationError,
    PydanticSerializationUnexpectedValue,
    UnexpectedInJson,
    UnknownType,
)
from .json_text import ascii_only, indented


def json_bytes(value, serializer, state, indent=None, ensure_ascii=False):
    """JSON in UTF-8. Raises `PydanticSerializationError`."""
    if state.serialize_as_any:
        serializer = ANY
    try:
        text = serializer.to_json(value, state)
        if indent is not None:
            text = indented(text, indent)
        if ensure_ascii:
            text = ascii_only(text)
        return text.encode()
    except UnexpectedInJson:
        error = PydanticSerializationUnexpectedValue()
    except UnknownType as failure:
        error = PydanticSerializationError(str(failure))
    except JsonFailure as failure:
        error = PydanticSerializationError(f"Error serializing to JSON: {failure}")
    except Exception as failure:
        error = PydanticSerializationError(f"Error serializing to JSON: {exception_text(failure)}")
    raise error
