"""Hosts of URLs: domains with characters of all languages, IPv4 and IPv6 addresses."""


class UrlError(Exception):
    """Text that is no URL, with the words for why."""


EMPTY_HOST = "empty host"
_IPV4, _IPV6 = "invalid IPv4 address", "invalid IPv6 address"
_IDNA = "invalid international domain name"
# What may not stand in a domain; controls may not either.
_FORBIDDEN = frozenset("\x00\t\n\r #%/:<>?@[\\]^`{|}\x7f") | frozenset(map(chr, range(32)))
_FORBIDDEN_OPAQUE = frozenset("\x00\t\n\r #/:<>?@[\\]^|")
_IGNORED = frozenset("\xad\u200b\u2060\ufeff") | frozenset(map(chr, range(0xFE00, 0xFE10)))
_DOTS = frozenset("\u3002\uff0e\uff61")
_HEX = frozenset("0123456789abcdefABCDEF")


def percent_decoded(text):
    """The bytes of text with escapes."""
    data = text.encode()
    if b"%" not in data:
        return data
    output = bytearray()
    index = 0
    while index < len(data):
        if data[index] == 37:
            digits = data[index + 1 : index + 3]
            if len(digits) == 2 and all(chr(digit) in _HEX for digit in digits):
                output.append(int(digits, 16))
                index += 3
                continue
        output.append(data[index])
        index += 1
    return bytes(output)


def percent_encoded(text, also):
    """Text with controls, what is not ASCII and the characters of a set escaped."""
    if text.isascii() and text.isprintable() and also.isdisjoint(text):
        return text
    output = []
    for char in text:
        code = ord(char)
        if 32 <= code < 127 and char not in also:
            output.append(char)
        else:
            output.extend(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
    return "".join(output)


def parse_host(text):
    """A host of a special scheme: its text, and whether it is a domain. Raises `UrlError`."""
    if text.startswith("["):
        if not text.endswith("]"):
            raise UrlError(_IPV6)
        return _ipv6(text[1:-1]), False
    try:
        domain = _ascii_domain(percent_decoded(text).decode())
    except UnicodeDecodeError:
        raise UrlError(_IDNA) from None
    if not domain:
        raise UrlError(EMPTY_HOST)
    if _ends_in_number(domain):
        return _ipv4(domain), False
    return domain, True


def parse_opaque_host(text):
    """A host of any other scheme: its text, and whether it is a domain. Raises `UrlError`."""
    if text.startswith("["):
        if not text.endswith("]"):
            raise UrlError(_IPV6)
        return _ipv6(text[1:-1]), False
    if not _FORBIDDEN_OPAQUE.isdisjoint(text):
        raise UrlError("invalid domain character")
    return percent_encoded(text, frozenset()), True


def _mapped(domain):
    from unicodedata import normalize

    output = []
    for char in domain:
        if char in _IGNORED:
            continue
        if char in _DOTS:
            output.append(".")
        elif char in ("\xdf", "\u03c2", "\u200c", "\u200d"):
            output.append(char)
        elif char == "\u1e9e":
            output.append("\xdf")
        else:
            output.append(normalize("NFKC", normalize("NFKC", char).casefold()))
    return normalize("NFC", "".join(output))


def _ascii_domain(domain):
    """A domain in ASCII, its labels in other languages in Punycode. Raises `UrlError`."""
    domain = domain.lower() if domain.isascii() else _mapped(domain)
    if not _FORBIDDEN.isdisjoint(domain):
        raise UrlError(_IDNA)
    labels = []
    for label in domain.split("."):
        if not label.isascii():
            _check_label(label)
            label = "xn--" + label.encode("punycode").decode("ascii")
        elif label.startswith("xn--"):
            try:
                decoded = label[4:].encode().decode("punycode")
            except (UnicodeError, ValueError):
                raise UrlError(_IDNA) from None
            if decoded.isascii() or _mapped(decoded) != decoded:
                raise UrlError(_IDNA)
            _check_label(decoded)
        labels.append(label)
    return ".".join(labels)


def _check_label(label):
    from unicodedata import category

    if category(label[0]).startswith("M"):
        raise UrlError(_IDNA)
    for char in label:
        if category(char) in ("Cn", "Co", "Cs", "Cc", "Zs", "Zl", "Zp"):
            raise UrlError(_IDNA)


def unicode_domain(domain):
    """A domain with its labels in Punycode decoded, or `None` where one cannot be."""
    labels = []
    for label in domain.split("."):
        if label.startswith("xn--"):
            try:
                label = label[4:].encode().decode("punycode")
            except (UnicodeError, ValueError):
                return None
        labels.append(label)
    return ".".join(labels)


def _ipv4_number(text):
    """The number of a part of an address, `None` for one that is too great. Raises `ValueError`."""
    if not text:
        raise ValueError(text)
    base, allowed = 10, "0123456789"
    if text[:2] in ("0x", "0X"):
        text, base, allowed = text[2:], 16, "0123456789abcdefABCDEF"
    elif len(text) >= 2 and text[0] == "0":
        text, base, allowed = text[1:], 8, "01234567"
    if not text:
        return 0
    if not set(text) <= set(allowed):
        raise ValueError(text)
    number = int(text, base)
    return number if number < 1 << 32 else None


def _ends_in_number(domain):
    parts = domain.split(".")
    if not parts[-1] and len(parts) > 1:
        parts.pop()
    last = parts[-1]
    if last.isascii() and last.isdigit():
        return True
    try:
        _ipv4_number(last)
    except ValueError:
        return False
    return True


def _ipv4(domain):
    parts = domain.split(".")
    if not parts[-1]:
        parts.pop()
    try:
        numbers = [_ipv4_number(part) for part in parts]
    except ValueError:
        raise UrlError(_IPV4) from None
    if len(numbers) > 4 or None in numbers or any(number > 255 for number in numbers[:-1]):
        raise UrlError(_IPV4)
    address = numbers.pop()
    if address > 0xFFFFFFFF >> 8 * len(numbers):
        raise UrlError(_IPV4)
    for place, number in enumerate(numbers):
        address += number << 8 * (3 - place)
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def _ipv6(text):
    """An IPv6 address in its shortest form, in brackets. Raises `UrlError`."""
    pieces = _ipv6_pieces(text)
    best_start, best_length, start = -1, 1, None
    for place in range(9):
        if place < 8 and pieces[place] == 0:
            start = place if start is None else start
        elif start is not None:
            if place - start > best_length:
                best_start, best_length = start, place - start
            start = None
    shown = [f"{piece:x}" for piece in pieces]
    if best_start < 0:
        return f"[{':'.join(shown)}]"
    return f"[{':'.join(shown[:best_start])}::{':'.join(shown[best_start + best_length :])}]"


def _ipv6_pieces(text):
    head, gap, tail = text.partition("::")
    if gap and "::" in tail:
        raise UrlError(_IPV6)
    first = _groups(head, not gap)
    last = _groups(tail, True) if gap else []
    if gap:
        if len(first) + len(last) > 7:
            raise UrlError(_IPV6)
        return first + [0] * (8 - len(first) - len(last)) + last
    if len(first) != 8:
        raise UrlError(_IPV6)
    return first


def _groups(text, at_end):
    if not text:
        return []
    found = []
    parts = text.split(":")
    for place, part in enumerate(parts):
        if "." in part:
            if not at_end or place != len(parts) - 1:
                raise UrlError(_IPV6)
            found.extend(_embedded_ipv4(part))
        elif not part or len(part) > 4 or not set(part) <= _HEX:
            raise UrlError(_IPV6)
        else:
            found.append(int(part, 16))
    return found


def _embedded_ipv4(text):
    parts = text.split(".")
    if len(parts) != 4:
        raise UrlError(_IPV6)
    numbers = []
    for part in parts:
        if not (part.isascii() and part.isdigit()) or (len(part) > 1 and part[0] == "0") or int(part) > 255:
            raise UrlError(_IPV6)
        numbers.append(int(part))
    return [numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]]
