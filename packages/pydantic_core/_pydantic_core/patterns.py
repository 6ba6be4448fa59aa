"""Patterns of strings: those of Python, and those written for an engine without looking around and back-references."""

import re

from .schema_error import SchemaError

_CLASSES = {"\\z": "\\Z", "\\A": "\\A"}


def compiled(pattern, engine):
    """The text of a pattern, and the method that searches with it. Raises `SchemaError`."""
    if isinstance(pattern, re.Pattern):
        return pattern.pattern, pattern.search
    if not isinstance(pattern, str):
        raise SchemaError(f"Invalid pattern, must be str or re.Pattern: {pattern}")
    if engine == "python-re":
        return pattern, re.compile(pattern).search
    if engine != "rust-regex":
        raise SchemaError(f"Invalid regex engine: {engine}")
    return pattern, re.compile(_translated(pattern)).search


def _failed(pattern, position, length, reason):
    shown = " " * position + "^" * length
    return SchemaError(f"regex parse error:\n    {pattern}\n    {shown}\nerror: {reason}")


def _translated(pattern):
    """The pattern in Python's words: `$` is the very end, `\\z` too. Raises `SchemaError`."""
    output = []
    index = 0
    in_class = False
    size = len(pattern)
    while index < size:
        char = pattern[index]
        if char == "\\":
            pair = pattern[index : index + 2]
            if not in_class and pair[1:].isdigit() and pair != "\\0":
                raise _failed(pattern, index, 2, "backreferences are not supported")
            if pair in ("\\p", "\\P"):
                text, index = _property(pattern, index, in_class)
                output.append(text)
                continue
            output.append(pair if in_class else _CLASSES.get(pair, pair))
            index += 2
            continue
        if in_class:
            in_class = char != "]"
            output.append("\\[" if char == "[" else char)
        elif char == "[":
            in_class = True
            output.append(char)
            if pattern[index + 1 : index + 2] == "^":
                output.append("^")
                index += 1
            if pattern[index + 1 : index + 2] == "]":
                output.append("\\]")
                index += 1
        elif char == "(":
            for look in ("(?=", "(?!", "(?<=", "(?<!"):
                if pattern.startswith(look, index):
                    raise _failed(
                        pattern,
                        index,
                        len(look),
                        "look-around, including look-ahead and look-behind, is not supported",
                    )
            if pattern.startswith("(?<", index):
                output.append("(?P<")
                index += 3
                continue
            output.append(char)
        elif char == "$":
            output.append("\\Z" if "(?m" not in pattern else "$")
        else:
            output.append(char)
        index += 1
    text = "".join(output)
    try:
        re.compile(text)
    except re.error as error:
        position = min(error.pos or 0, size)
        if "unterminated subpattern" in str(error):
            raise _failed(pattern, position, 1, "unclosed group") from None
        if "unterminated character set" in str(error):
            raise _failed(pattern, position, 1, "unclosed character class") from None
        if "nothing to repeat" in str(error) or "multiple repeat" in str(error):
            raise _failed(pattern, position, 1, "repetition operator missing expression") from None
        raise _failed(pattern, position, 1, str(error)) from None
    return text


_PROPERTIES = {"L": "[^\\W\\d_]", "N": "\\d", "Nd": "\\d", "Letter": "[^\\W\\d_]", "Lu": "[A-Z]", "Ll": "[a-z]", "P": "[!-/:-@\\[-`{-~]"}


def _property(pattern, index, in_class):
    """A class of Unicode, as near as Python's patterns come to it."""
    negated = pattern[index + 1] == "P"
    index += 2
    if pattern[index : index + 1] == "{":
        end = pattern.find("}", index)
        name = pattern[index + 1 : end]
        index = end + 1
    else:
        name = pattern[index : index + 1]
        index += 1
    found = _PROPERTIES.get(name)
    if found is None:
        raise SchemaError(f"regex parse error:\n    {pattern}\nerror: Unicode property not found")
    if in_class:
        return ("\\w" if found.startswith("[^\\W") else found.strip("[]")), index
    return (f"(?!{found})[\\s\\S]" if negated else found), index
