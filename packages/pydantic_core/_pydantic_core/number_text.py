"""Numbers and truth values that are written as text, and floats that stand for integers."""

from .errors import invalid

_FALSE = {"0", "f", "n", "no", "off", "false"}
_TRUE = {"1", "t", "y", "on", "yes", "true"}
MAX_DIGITS = 4300
I64_MIN, I64_MAX = -0x8000000000000000, 0x7FFFFFFFFFFFFFFF


def bool_from_text(text, input):
    """A truth value from one of its usual names, whatever their case. Raises `Invalid`."""
    lower = text.lower()
    if lower in _TRUE:
        return True
    if lower in _FALSE:
        return False
    raise invalid("bool_parsing", input)


def without_underscores(text):
    """`text` without the underscores between its digits, or `None` where there are none or they stand wrongly."""
    if text.startswith("_") or text.endswith("_") or "_" not in text or "__" in text:
        return None
    return text.replace("_", "")


def _without_leading_zeros(text):
    first = text[:1]
    if first != "0":
        return text if first and first in "123456789-" else None
    for index, char in enumerate(text):
        if index == 0 or char in "0_":
            continue
        if char in "123456789-":
            return text[index:]
        return text[index - 1 :] if char == "." else None
    return text[-1]


def _cleaned(text):
    """What may stand around an integer is taken away: blanks, a plus, leading zeros, underscores, a fraction of zeros."""
    before = len(text.encode("utf-8", "surrogatepass"))
    text = text.strip()
    if text.startswith("+"):
        text = text[1:]
        if text.startswith("-"):
            return None
    negative = text.startswith("-")
    if negative:
        text = text[1:]
        if text[:1] in ("-", "+"):
            return None
    text = _without_leading_zeros(text)
    if text is None:
        return None
    point = text.find(".")
    if point >= 0 and text[point + 1 :] and not text[point + 1 :].strip("0"):
        text = text[:point]
    plain = without_underscores(text)
    if plain is None:
        if len(text) == before:
            return None
        plain = text
    return "-" + plain if negative else plain


def _is_number(text):
    digits = text[1:] if text.startswith("-") else text
    if not (digits.isascii() and digits.isdigit()):
        return False
    return digits[0] != "0" or len(digits) == 1


def int_from_text(text, input):
    """An integer in decimal digits. Raises `Invalid`."""
    if _is_number(text):
        if len(text) - text.startswith("-") > MAX_DIGITS:
            raise invalid("int_parsing_size", input)
        return int(text)
    text = _cleaned(text)
    if text is None or not _is_number(text) or len(text) > MAX_DIGITS:
        raise invalid("int_parsing", input)
    return int(text)


def float_from_text(text, input):
    """A float in decimal digits, or an infinity, or not a number. Raises `Invalid`."""
    plain = text.strip()
    if "_" in plain:
        plain = without_underscores(text)
    if plain is not None and plain.isascii():
        try:
            return float(plain)
        except ValueError:
            pass
    raise invalid("float_parsing", input)


def int_from_float(value, input):
    """The integer that a float is. Raises `Invalid`."""
    if value != value or value in (float("inf"), float("-inf")):
        raise invalid("finite_number", input)
    if value % 1.0 != 0.0:
        raise invalid("int_from_float", input)
    if float(I64_MIN) < value < float(I64_MAX):
        return int(value)
    raise invalid("int_parsing_size", input)


def as_double(value):
    """A value as a float, where its type says how; else `None`. Text does not count."""
    if isinstance(value, float):
        return float.__float__(value)
    kind = type(value)
    if hasattr(kind, "__float__") or hasattr(kind, "__index__"):
        try:
            return float(value)
        except Exception:
            return None
    return None


def as_i64(value):
    """A value as an integer of 64 bits, where it is one; else `None`."""
    if isinstance(value, int):
        value = int(value)
    elif hasattr(type(value), "__index__"):
        try:
            value = type(value).__index__(value)
        except Exception:
            return None
    else:
        return None
    return value if I64_MIN <= value <= I64_MAX else None


def text_of(value, error_type):
    """The text of a string or of bytes in UTF-8, or `None` for anything else. Raises `Invalid`."""
    if isinstance(value, str):
        return str_text(value)
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise invalid(error_type, value) from None
    return None


def str_text(value):
    """A plain string of a string; strings with lone surrogates are no text. Raises `Invalid`."""
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise invalid("string_unicode", value) from None
    return value if type(value) is str else str.__str__(value)


def enum_value(value):
    """Whether a value is a member of an enumeration, and its value."""
    meta = type(type(value))
    if meta is type:
        return False, None
    from enum import EnumMeta

    if meta is EnumMeta:
        try:
            return True, value.value
        except AttributeError:
            pass
    return False, None
