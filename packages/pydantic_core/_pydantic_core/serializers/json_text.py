"""JSON as text: strings, floats, indentation."""

from json.encoder import encode_basestring as quoted

_INFINITY = float("inf")


def float_text(value):
    """A finite float in the fewest digits that tell it from others."""
    text = repr(value)
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        exponent = int(exponent)
        if exponent == -5:
            sign = "-" if mantissa.startswith("-") else ""
            return sign + "0.0000" + mantissa.lstrip("-").replace(".", "")
        return f"{mantissa}e{exponent}"
    return text


def any_float_text(value, inf_nan):
    """A float, infinite ones as the mode asks: `null`, `constants` or `strings`."""
    if -_INFINITY < value < _INFINITY:
        return float_text(value)
    if inf_nan == "null":
        return "null"
    name = "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return name if inf_nan == "constants" else f'"{name}"'


def _tokens(text):
    """The strings, marks and other pieces of JSON text without white space between them."""
    index, size = 0, len(text)
    while index < size:
        char = text[index]
        if char == '"':
            end = index + 1
            while True:
                end = text.index('"', end)
                slashes = end
                while text[slashes - 1] == "\\":
                    slashes -= 1
                if (end - slashes) % 2 == 0:
                    break
                end += 1
            yield text[index : end + 1]
            index = end + 1
        elif char in "[]{},:":
            yield char
            index += 1
        else:
            end = index
            while end < size and text[end] not in "[]{},:":
                end += 1
            yield text[index:end]
            index = end


def indented(text, indent):
    """JSON text with line breaks and indentation."""
    output = []
    depth = 0
    opened = False
    for token in _tokens(text):
        if token in ("]", "}"):
            depth -= 1
            if not opened:
                output.append("\n" + " " * (indent * depth))
            output.append(token)
            opened = False
            continue
        if opened:
            output.append("\n" + " " * (indent * depth))
            opened = False
        output.append(token)
        if token in ("[", "{"):
            depth += 1
            opened = True
        elif token == ",":
            output.append("\n" + " " * (indent * depth))
        elif token == ":":
            output.append(" ")
    return "".join(output)


def ascii_only(text):
    """JSON text with all other characters escaped; they stand in strings only."""
    if text.isascii():
        return text
    output = []
    for char in text:
        code = ord(char)
        if code < 128:
            output.append(char)
        elif code < 0x10000:
            output.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            output.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
    return "".join(output)


__all__ = ["any_float_text", "ascii_only", "float_text", "indented", "quoted"]
