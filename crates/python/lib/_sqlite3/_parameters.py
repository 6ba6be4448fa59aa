"""What `connect` and `Connection` are given beside the database."""

import warnings

LEGACY_TRANSACTION_CONTROL = -1
_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


def level(level):
    if level is None:
        return None
    if not isinstance(level, str):
        raise TypeError("isolation_level must be str or None")
    if "\0" in level:
        raise ValueError("embedded null character")
    level = str.upper(level)
    if level not in _LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
    return level


def begin(level):
    return None if level is None else f"BEGIN {level}"


def autocommit(value):
    if value is True or value is False:
        return value
    if isinstance(value, int) and value == LEGACY_TRANSACTION_CONTROL:
        return LEGACY_TRANSACTION_CONTROL
    raise ValueError("autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL")


_PARAMETERS = {
    "timeout": 5.0,
    "detect_types": 0,
    "isolation_level": "",
    "check_same_thread": True,
    "factory": None,
    "cached_statements": 128,
    "uri": False,
    "autocommit": LEGACY_TRANSACTION_CONTROL,
}


def given(late, named):
    """What `connect` and `Connection` take beside the database."""
    if late:
        if len(late) > 7:
            raise TypeError(f"Connection() takes at most 8 positional arguments ({len(late) + 1} given)")
        warnings.warn(
            "Passing more than 1 positional argument to _sqlite3.Connection() is deprecated. Parameters 'timeout', 'detect_types', "
            "'isolation_level', 'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only parameters "
            "in Python 3.15.",
            DeprecationWarning,
            stacklevel=3,
        )
    taken = dict(zip(_PARAMETERS, late))
    for name, value in named.items():
        if name not in _PARAMETERS:
            raise TypeError(f"Connection() got an unexpected keyword argument '{name}'")
        if name in taken:
            raise TypeError(f"argument for Connection() given by name ('{name}') and position ({list(_PARAMETERS).index(name) + 2})")
        taken[name] = value
    return [taken.get(name, usual) for name, usual in _PARAMETERS.items()]
