"""`include` and `exclude`: which items and fields are serialized."""

# The filter that takes everything, with nothing for what is inside.
EVERYTHING = (None, None)


def _like_ellipsis(value):
    return value is ... or value is True


def _as_dict(value):
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, set):
        return dict.fromkeys(value, ...)
    raise TypeError(
        "`include` and `exclude` must be of type `dict[str | int, <recursive> | ...] | set[str | int | ...]`"
    )


def _merged(items, every):
    """What is said of one item, with what is said of all of them."""
    items = dict(items)
    if isinstance(every, dict):
        for key, value in every.items():
            if key in items:
                if _like_ellipsis(items[key]):
                    continue
                inner = _as_dict(items[key])
                if not _like_ellipsis(value):
                    items[key] = _merged(inner, value)
            else:
                items[key] = value
    elif isinstance(every, set):
        for key in every:
            items.setdefault(key, ...)
    else:
        raise TypeError(
            "'__all__' key of `include` and `exclude` must be of type `dict[str | int, <recursive> | ...] | "
            "set[str | int | ...]`"
        )
    return items


_NONE = object()


def _said_of(setting, key):
    """What a dictionary says of a key, `_NONE` where it says nothing."""
    one = setting.get(key, _NONE)
    every = setting.get("__all__", _NONE)
    if every is _NONE:
        return one
    if one is _NONE:
        return every
    if _like_ellipsis(one) or _like_ellipsis(every):
        return one
    return _merged(_as_dict(one), every)


def _contains(setting, key):
    """Whether something that is neither dictionary nor set contains a key; `None` where it cannot be asked."""
    try:
        contains = setting.__contains__
        return bool(contains(key) or contains("__all__"))
    except Exception:
        return None


def filtered(key, hint, include, exclude, schema_include, schema_exclude):
    """What is included and excluded inside of an item, or `None` where the item is left out.

    `hint` is what the sets of the schema contain of it. Raises `TypeError` for settings of other types.
    """
    next_exclude = None
    if exclude is not None:
        if isinstance(exclude, dict):
            said = _said_of(exclude, key)
            if said is not _NONE:
                if _like_ellipsis(said):
                    return None
                next_exclude = said
        elif isinstance(exclude, set):
            if key in exclude or "__all__" in exclude:
                return None
        else:
            contains = _contains(exclude, key)
            if contains is None:
                raise TypeError("`exclude` argument must be a set or dict.")
            if contains:
                return None
    if include is not None:
        explicit = schema_include is not None and hint in schema_include
        if isinstance(include, dict):
            said = _said_of(include, key)
            if said is not _NONE:
                return (None if _like_ellipsis(said) else said), next_exclude
        elif isinstance(include, set):
            if key in include or "__all__" in include:
                return None, next_exclude
        else:
            contains = _contains(include, key)
            if contains is None:
                raise TypeError("`include` argument must be a set or dict.")
            if contains:
                return None, next_exclude
        if not explicit:
            return None
    if next_exclude is not None:
        return None, next_exclude
    if schema_include is not None and hint not in schema_include:
        return None
    if schema_exclude is not None and hint in schema_exclude:
        return None
    return EVERYTHING


def _from_start(value, length):
    """An index, counted from the start."""
    if length is None:
        try:
            negative = value < 0
        except TypeError:
            negative = False
        if negative:
            raise ValueError("Negative indices cannot be used to exclude items on unsized iterables")
        return value
    if isinstance(value, int):
        return value % length if length else value
    return value


def positive_indices(setting, length):
    """A setting with its indices counted from the start."""
    if isinstance(setting, dict):
        return {_from_start(key, length): value for key, value in setting.items()}
    if isinstance(setting, set):
        return {_from_start(value, length) for value in setting}
    return setting


class Filter:
    """The sets of a schema that say what is included and excluded; falsy where there are none."""

    __slots__ = ("include", "exclude")

    def __init__(self, include=None, exclude=None):
        self.include = include
        self.exclude = exclude

    @classmethod
    def of(cls, schema):
        settings = schema.get("serialization")
        if settings is None:
            return cls()
        found = []
        for name in ("include", "exclude"):
            value = settings.get(name)
            if value is not None and not isinstance(value, set):
                raise TypeError(f"'{type(value).__name__}' object cannot be converted to 'PySet'")
            found.append(value)
        return cls(*found)

    def __bool__(self):
        return self.include is not None or self.exclude is not None

    def key(self, key, state):
        return filtered(key, key, state.include, state.exclude, self.include, self.exclude)

    def indices(self, state, length):
        """A function that tells of an index what `filtered` tells, or `None` where everything is taken."""
        include, exclude = state.include, state.exclude
        if include is None and exclude is None and not self:
            return None
        if include is not None:
            include = positive_indices(include, length)
        if exclude is not None:
            exclude = positive_indices(exclude, length)
        return lambda index: filtered(index, index, include, exclude, self.include, self.exclude)


ANY_FILTER = Filter()
