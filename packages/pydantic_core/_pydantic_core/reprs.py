"""How values and exceptions are shown in messages."""


def safe_repr(value):
    """`repr(value)`, or what can be said of a value whose `__repr__` fails."""
    try:
        return repr(value)
    except Exception:
        try:
            return f"<unprintable {type(value).__qualname__} object>"
        except Exception:
            return "<unprintable object>"


def truncated(text, limit=50):
    """`text` cut in its middle to about `limit` bytes of UTF-8, between characters."""
    if len(text) * 4 <= limit:
        return text
    data = text.encode("utf-8", "surrogatepass")
    if len(data) <= limit:
        return text
    middle = (limit + 1) // 2
    end = middle
    while data[end] & 0xC0 == 0x80:
        end -= 1
    start = len(data) - (middle - 1)
    while start < len(data) and data[start] & 0xC0 == 0x80:
        start += 1
    head = data[:end].decode("utf-8", "surrogatepass")
    return head + "..." + data[start:].decode("utf-8", "surrogatepass")


def exception_text(error):
    """An exception in one line: its type, then what it says."""
    name = type(error).__qualname__
    try:
        return f"{name}: {error}"
    except Exception:
        return f"{name}: <exception str() failed>"


def exception_words(error):
    """As `exception_text`, but an exception that says nothing is its type alone."""
    text = exception_text(error)
    return text[:-2] if text.endswith(": ") else text


def function_name(function):
    """The name of a function, or how it shows itself."""
    try:
        return function.__name__
    except AttributeError:
        return repr(function)


def rust_float(value):
    """A float in decimal digits, without an exponent and without a point where it is whole."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    text = repr(value)
    if "e" in text:
        from decimal import Decimal

        text = format(Decimal(text), "f")
    if text.endswith(".0"):
        text = text[:-2]
    return text
