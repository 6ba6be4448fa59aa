"""`pydantic_core._pydantic_core` in Python: what the published package has as a compiled module."""

from .errors import (
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticUseDefault,
    list_all_errors,
)
from .json_parsing import from_json
from .markers import ArgsKwargs, Some
from .multi_host_url import MultiHostUrl
from .schema_error import SchemaError
from .serializer import SchemaSerializer, to_json, to_jsonable_python
from .serializers.errors import PydanticSerializationError, PydanticSerializationUnexpectedValue
from .state import RECURSION_LIMIT as _recursion_limit
from .tz_info import TzInfo
from .undefined import PydanticUndefined, PydanticUndefinedType
from .url import Url
from .validation_error import ValidationError
from .validator import SchemaValidator

__version__ = "2.41.5"
build_profile = "release"
build_info = "profile=release pgo=false"

__all__ = [
    "__version__",
    "build_profile",
    "build_info",
    "_recursion_limit",
    "ArgsKwargs",
    "MultiHostUrl",
    "PydanticCustomError",
    "PydanticKnownError",
    "PydanticOmit",
    "PydanticSerializationError",
    "PydanticSerializationUnexpectedValue",
    "PydanticUndefined",
    "PydanticUndefinedType",
    "PydanticUseDefault",
    "SchemaError",
    "SchemaSerializer",
    "SchemaValidator",
    "Some",
    "TzInfo",
    "Url",
    "ValidationError",
    "from_json",
    "list_all_errors",
    "to_json",
    "to_jsonable_python",
]
