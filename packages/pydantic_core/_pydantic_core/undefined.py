"""`PydanticUndefined`: the one value that says that no value was given."""


class PydanticUndefinedType:
    """The type of `PydanticUndefined`; it has no other instance."""

    def __new__(cls):
        raise NotImplementedError('Creating instances of "UndefinedType" is not supported')

    def __repr__(self):
        return "PydanticUndefined"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return "PydanticUndefined"


PydanticUndefinedType.__module__ = "pydantic_core._pydantic_core"
PydanticUndefined = object.__new__(PydanticUndefinedType)


def missing_sentinel():
    """`pydantic_core.MISSING`, which the published package makes; this package is imported before it exists."""
    from pydantic_core import MISSING

    return MISSING
