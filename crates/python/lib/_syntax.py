"""Says a script's syntax error in CPython's words, with its carets: the parser is another, and has its own."""

import ast
import re
import token as _token
import tokenize

import _syntax_expressions as _expressions
import _syntax_indentation as _indentation
import _syntax_tokens as _tokens


def refined(error, source):
    """The exception with what CPython would say of the same source; another one, where that is of another class."""
    if not error.lineno or not error.offset:
        return error
    lines = source.split("\n")
    if error.lineno > len(lines):
        return error
    kind = type(error)
    if isinstance(error, IndentationError):
        kind, change = _indentation.change(error, lines)
    else:
        change = _change(error, lines)
    if change is None:
        return error
    message, start, end = change
    text = lines[start[0] - 1] + "\n"
    if kind is not type(error):
        return kind(message, (error.filename, *start, text, *end)).with_traceback(error.__traceback__)
    error.msg = message
    error.lineno, error.offset = start
    error.end_lineno, error.end_offset = end
    error.text = text
    error.args = (message, (error.filename, *start, text, *end))
    return error


def _change(error, lines):
    message, line = error.msg, lines[error.lineno - 1]
    start = (error.lineno, error.offset)
    end = (error.end_lineno or error.lineno, error.end_offset or error.offset)
    rest = line[error.offset - 1 :]
    if message.startswith("Missing parentheses in call to"):
        return message, start, (error.lineno, _tokens.statement_end(line, error.offset))
    if message == "Did you mean to use 'from ... import ...' instead?":
        return message, start, (error.lineno, _tokens.statement_end(line, error.offset))
    if message.startswith("invalid syntax. Maybe you meant '==' or ':='"):
        return _assignment(message, lines, start)
    if message.startswith(("expression cannot contain assignment", "cannot assign to True", "cannot assign to False", "cannot assign to None")):
        comma = _expressions.missing_comma(lines, start)
        if comma is not None and message[0] == "e":
            return comma
        equals = line.find("=", end[1] - 1)
        between = line[end[1] - 1 : equals]
        if equals >= 0 and not between.strip() and line[equals : equals + 2] != "==" and _tokens.depth(lines, start):
            return message, start, (error.lineno, equals + 2)
        return None
    if message == "positional argument follows keyword argument":
        close = _tokens.closing(lines, start)
        return close and (message, close, (close[0], close[1] + 1))
    if message == "unparenthesized tuple expression cannot be used here":
        comma = rest.find(",")
        at = (error.lineno, error.offset + comma)
        return "invalid syntax", at, (at[0], at[1] + 1)
    if message.startswith("expected `def`, `with` or `for` to follow `async`"):
        return "invalid syntax", start, end
    if message == "delete statement must have at least one target":
        return "invalid syntax", start, end
    if message == "f-string: expecting '}'":
        opening = re.findall(r"[fFtT][rR]?(['\"])", line[: error.offset])
        quote = opening and line.find(opening[-1], error.offset - 1)
        at = (error.lineno, quote + 1)
        return (message, at, (at[0], at[1] + 1)) if opening and quote >= 0 else None
    if message.startswith("multiple exception types must be parenthesized"):
        return message, start, (error.lineno, len(line.rstrip().rstrip(":")) + 1)
    if message.startswith("cannot assign to ") and ":=" in message:
        message = "cannot assign to named expression"
    if message.startswith("cannot assign to ") and "==" in message and "Maybe" not in message:
        return "cannot assign to comparison", start, end
    if message.startswith("cannot assign to expression") and _is_condition(line[error.offset - 1 : end[1] - 1]):
        return "cannot assign to expression", start, end
    if message.removeprefix("cannot assign to ") in _TARGETS and re.match(r"[)\s]*=(?!=)", line[end[1] - 1 :]):
        return f"{message} here. Maybe you meant '==' instead of '='?", start, end
    if message == "cannot assign to literal" and line[end[1] - 1 :].lstrip().startswith(","):
        return "cannot assign to literal here. Maybe you meant '==' instead of '='?", start, end
    own = _WORDS_OF_THE_PARSER.get(message)
    if own is not None:
        found = own(lines, start, end)
        return found and (found[0] or message, *found[1:])
    if message.startswith("unterminated triple-quoted"):
        last = len(lines) - (lines[-1] == "")
        return re.sub(r"at line \d+", f"at line {last}", message), start, end
    if message in ("invalid syntax", "invalid syntax. Perhaps you forgot a comma?"):
        return _invalid(message, lines, start, end)
    return None


#: What can stand before a `=` that should be a `==`.
_TARGETS = {
    "function call",
    "expression",
    "literal",
    "await expression",
    "named expression",
    "f-string expression",
    "set display",
    "dict literal",
}


def _is_condition(text):
    """Whether it is an `and`, an `or` or a `not`, for which nobody would have meant a comparison."""
    try:
        whole = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return False
    return isinstance(whole, ast.BoolOp) or isinstance(whole, ast.UnaryOp) and isinstance(whole.op, ast.Not)


def _plain(lines, start, end):
    """Nothing special, at the same place."""
    return "invalid syntax", start, end


def _at(line, column, length=1):
    return (line, column), (line, column + length)


def _after_comma(lines, start, end):
    """A comma with nothing after it: only `from` has words of its own for that."""
    line = lines[start[0] - 1]
    comma = line.find(",", start[1] - 1)
    rest = line[comma + 1 :]
    if re.match(r"\s*from\b", line):
        column = comma + 2 + len(rest) - len(rest.lstrip()) if rest.strip() else len(line) + 1
        return None, (start[0], column), (start[0], max(len(line), column) + 1)
    column = len(line) if not rest.strip() else comma + 1 + len(rest) - len(rest.lstrip())
    return "invalid syntax", *_at(start[0], column + 1)


def _star_import(lines, start, end):
    comma = lines[start[0] - 1].find(",", start[1] - 1)
    return ("invalid syntax", *_at(start[0], comma + 1)) if comma >= 0 else None


def _names_after_import(lines, start, end):
    return _plain(lines, start, end) if lines[start[0] - 1][start[1] - 1 :].strip() else None


def _first(word):
    """Only the word, at its first place from where the parser points."""

    def found(lines, start, end):
        column = lines[start[0] - 1].find(word, start[1] - 1)
        return (None, *_at(start[0], column + 1, len(word))) if column >= 0 else None

    return found


def _unpacking(lines, start, end):
    comma = lines[start[0] - 1].rfind(",", 0, start[1] - 1)
    return (None, (start[0], comma + 1), end) if comma >= 0 else None


def _unfinished_condition(lines, start, end):
    """From where the expression begins."""
    before = lines[start[0] - 1][: start[1] - 1]
    found = re.search(r"(?:^|[=(,\[{:]|\breturn\b|\byield\b)\s*([^=(,\[{:\s][^=(,\[{:]*?\sif\s.*)$", before)
    return found and (None, (start[0], found.start(1) + 1), start)


def _augmented(lines, start, end):
    kinds = {
        ast.Tuple: "tuple",
        ast.List: "list",
        ast.Call: "function call",
        ast.Constant: "literal",
        ast.Compare: "comparison",
    }
    try:
        target = ast.parse(lines[start[0] - 1][start[1] - 1 : end[1] - 1].strip(), mode="eval").body
    except SyntaxError:
        return None
    kind = kinds.get(type(target), "expression")
    return f"'{kind}' is an illegal expression for augmented assignment", start, end


def _after_star(lines, start, end):
    star = lines[start[0] - 1].find("*", start[1] - 1)
    return (None, *_at(start[0], star + 2)) if star >= 0 else None


def _behind_key(lines, start, end):
    """The last character of the key."""
    key = _tokens.before(lines, start)
    return key and (None, (key.end[0], key.end[1]), (key.end[0], 0))


def _yields_nothing(lines, start, end):
    follows = re.match(r"yield\s+(for)\b", lines[start[0] - 1][start[1] - 1 :])
    return follows and ("invalid syntax", *_at(start[0], start[1] + follows.start(1), 3))


def _mixed(lines, start, end):
    return None, *_at(*end)


def _escape(lines, start, end):
    """An escape that stands for nothing: CPython names the codec, and points at the whole string."""
    for item in _tokens.read(lines):
        if item.type == _token.STRING and _tokens.place(item) <= start < _tokens.after(item):
            break
    else:
        return None
    found = re.fullmatch(r"(\w*)([\"']{3}|[\"'])(.*)\2", item.string, re.DOTALL)
    if found is None:
        return None
    prefix, _, body = found.groups()
    if "b" in prefix.lower():
        bad = re.search(r"\\x(?![0-9a-fA-F]{2})", body)
        return bad and (f"(value error) invalid \\x escape at position {bad.start()}", _tokens.place(item), _tokens.after(item))
    try:
        body.encode("latin-1", "backslashreplace").decode("unicode_escape")
    except UnicodeDecodeError as error:
        last = error.end - 1
        where = f"byte in position {last}" if error.start == last else f"bytes in position {error.start}-{last}"
        text = f"(unicode error) 'unicodeescape' codec can't decode {where}: {error.reason}"
        return text, _tokens.place(item), _tokens.after(item)
    return None


def _lambda(lines, start, end):
    colon = lines[start[0] - 1].find(":", start[1] - 1)
    return (None, start, (start[0], colon + 2)) if colon >= 0 else None


def _never_closed(lines, start, end):
    """What cannot stand behind a bracket is what CPython sees first."""
    found = re.match(r".\s*([:=,./%])", lines[start[0] - 1][start[1] - 1 :])
    return found and ("invalid syntax", *_at(start[0], start[1] + found.start(1)))


#: The parser's own words, and who knows what CPython says instead: a message (or none, for the same), a start and an end.
_WORDS_OF_THE_PARSER = {
    "expected symbol after `as`": _plain,
    "global statement must have at least one name": _plain,
    "nonlocal statement must have at least one name": _plain,
    "star import must be the only import": _star_import,
    "trailing comma not allowed without surrounding parentheses": _after_comma,
    "Expected one or more names after 'import'": _names_after_import,
    "dict unpacking cannot be used in dict comprehension": _first("**"),
    "* argument may appear only once": _first("*"),
    "Invalid star expression": _after_star,
    "iterable argument unpacking follows keyword argument unpacking": _unpacking,
    "expected 'else' after 'if' expression": _unfinished_condition,
    "invalid augmented assignment target": _augmented,
    "cannot mix bytes and nonbytes literals": _mixed,
    "':' expected after dictionary key": _behind_key,
    "'yield' inside generator expression": _yields_nothing,
    "got unexpected unicode": _escape,
    "f-string: lambda expressions are not allowed without parentheses": _lambda,
    "'(' was never closed": _never_closed,
    "'[' was never closed": _never_closed,
    "'{' was never closed": _never_closed,
}


def _invalid(message, lines, start, end):
    line = lines[start[0] - 1]
    if line.startswith("<>", start[1] - 1):
        return "invalid syntax.  Maybe you meant '!=' instead of '<>'?", start, end
    strange = re.match(r"[^\x00-\x7f]", line[start[1] - 1 :])
    if strange and not strange[0].isidentifier():
        text = f"invalid character '{strange[0]}' (U+{ord(strange[0]):04X})"
        return text, start, start
    if re.fullmatch(r"\s*else\s+", line[: start[1] - 1]) and line.startswith("if", start[1] - 1):
        return "expected ':'", start, end
    before = line[: start[1] - 1]
    if re.search(r"\bif\b.*\belse\s*$", before):
        return "expected expression after 'else', but statement is given", start, end
    arrow = re.search(r"->\s*$", before)
    if arrow:
        at = (start[0], arrow.start() + 1)
        return "expected ':'", at, (at[0], at[1] + 2)
    targets = re.match(r"\s*(([\w.]+\s*,\s*)+[\w.]+)\s*$", before)
    if targets and re.match(r"(\+|-|\*\*?|//?|%|@|&|\||\^|<<|>>)=", line[start[1] - 1 :]):
        at = (start[0], targets.start(1) + 1)
        return "'tuple' is an illegal expression for augmented assignment", at, (at[0], targets.end(1) + 1)
    comma = _expressions.behind_targets(lines, start) or _expressions.missing_comma(lines, start)
    if comma is not None:
        return comma
    if message != "invalid syntax":
        # The parser guessed, and CPython would not.
        at = _tokens.token_end(lines, start, end)
        return "invalid syntax", at, (at[0], at[1] + 1)
    return None


def _assignment(message, lines, start):
    """`invalid_named_expression`: from the name to the end of what is assigned."""
    tokens = _tokens.read(lines)
    for number, item in enumerate(tokens):
        if _tokens.place(item) >= start and item.type == _token.NEWLINE:
            # What was compared has ended; what looks like its end is in the next line.
            column = len(lines[item.start[0] - 1].split("#")[0].rstrip()) + 1
            return "expected ':'", (item.start[0], column), (item.start[0], column + 1)
        if _tokens.place(item) >= start and item.string == "=":
            # Comparisons and `and`, `or`, `not` bind less than what the grammar asks for there.
            last, depth = None, 0
            for end in range(number + 1, len(tokens)):
                item = tokens[end]
                if item.type == _token.NEWLINE or not depth and item.string in _expressions.ENDS | {"and", "or", "not", "if", "else", "<", ">", "==", "!=", "<=", ">=", "in", "is"}:
                    break
                depth += _tokens.turn(item)
                if not depth and _tokens.parses(tokens[number + 1 : end + 1]) is not None:
                    last = end
            return last and (message, start, _tokens.after(tokens[last]))
    return None
