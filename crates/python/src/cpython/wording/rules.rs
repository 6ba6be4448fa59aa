//! What CPython says for what RustPython says.

use super::origin::Origin;

/// A message in CPython's words.
pub(super) enum Wording {
    Message(String),
    /// The number and the text of an error of the C library.
    Numbered(i32, String),
    /// To be worded by Python code that looks around: the kind of question, and the words of the message.
    Ask(&'static str, Vec<String>),
}

/// Hash functions' names: CPython has a sentence of its own for those who give them a string.
const HASHES: [&str; 14] = [
    "update", "new", "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256",
    "sha3_384", "sha3_512", "blake2b", "blake2s",
];

/// Methods of patterns of `re`, but for `split`, which bytes have, too.
const PATTERN: [&str; 8] = [
    "match",
    "fullmatch",
    "search",
    "findall",
    "finditer",
    "sub",
    "subn",
    "scanner",
];

/// The functions of `heapq`, by how many arguments they take.
const HEAPS: [(&str, usize); 5] = [
    ("heapify", 1),
    ("heappop", 1),
    ("heappush", 2),
    ("heappushpop", 2),
    ("heapreplace", 2),
];

/// Classes that CPython names with their modules, being written in C.
const MODULES: [(&str, &str); 8] = [
    ("Task", "_asyncio"),
    ("Future", "_asyncio"),
    ("lock", "_thread"),
    ("RLock", "_thread"),
    ("Context", "_contextvars"),
    ("ContextVar", "_contextvars"),
    ("Token", "_contextvars"),
    ("SimpleQueue", "_queue"),
];

/// CPython's wording of a message of the class, where it differs. `origin` is asked where the message does not
/// say enough.
pub(super) fn find(
    class: &str,
    text: &str,
    origin: impl Fn() -> Option<Origin>,
) -> Option<Wording> {
    match class {
        "TypeError" => type_error(text, origin),
        "UnboundLocalError" => {
            let name = between(text, "local variable '", "' referenced before assignment")?;
            message(format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ))
        }
        "ValueError" => value_error(text, origin),
        "OverflowError" if text == "math range error" && origin()?.is(&["BinaryOp"]) => Some(
            Wording::Numbered(34, "Numerical result out of range".to_owned()),
        ),
        "OverflowError" => {
            let (before, kind) = text.split_once(" Rust ")?;
            let kind = match kind {
                "isize" => "ssize_t",
                "usize" => "size_t",
                "i64" => "long",
                "u64" => "unsigned long",
                "u32" => "unsigned int",
                "u8" => "unsigned char",
                _ => "int",
            };
            message(format!("{before} C {kind}"))
        }
        "IndentationError" if text == "unexpected indentation" => message("unexpected indent"),
        "RecursionError" if text.ends_with(' ') => message(text.trim_end()),
        _ => None,
    }
}

fn type_error(text: &str, origin: impl Fn() -> Option<Origin>) -> Option<Wording> {
    if text == "multiple bases have instance layout conflict" {
        return message("multiple bases have instance lay-out conflict");
    }
    if text.starts_with("exceptions must be classes or instances deriving from BaseException") {
        return message("exceptions must derive from BaseException");
    }
    if let Some(rest) = text.strip_prefix("class ")
        && let Some((class, methods)) = rest.split_once(" without an implementation for abstract ")
    {
        return abstract_class(class, methods);
    }
    if let Some((left, right)) = text
        .strip_prefix("Cannot add ")
        .and_then(|rest| rest.split_once(" and "))
    {
        return message(format!(
            "can only concatenate {left} (not \"{right}\") to {left}"
        ));
    }
    if let Some(rest) = text.strip_prefix("can only concatenate tuple (not '") {
        let other = rest.strip_suffix("') to tuple")?;
        return message(format!(
            "can only concatenate tuple (not \"{other}\") to tuple"
        ));
    }
    if let Some(class) = between(text, "unhashable type: '", "'") {
        return unhashable(class, &origin()?);
    }
    if let Some(class) = between(text, "expected string got '", "'") {
        return message(not_for_pattern("string", "bytes-like", class));
    }
    if let Some(class) = between(text, "a bytes-like object is required, not '", "'")
        && origin()?.calls(&PATTERN).is_some()
    {
        return message(not_for_pattern("bytes", "string-like", class));
    }
    if let Some(class) = between(text, "a bytes-like object is required, not '", "'") {
        let origin = origin()?;
        if class == "str" && origin.calls(&HASHES).is_some() {
            return message("Strings must be encoded before hashing");
        }
        return origin
            .is(&["BinaryOp"])
            .then(|| Wording::Message(format!("can't concat {class} to bytes")));
    }
    if text == "issubclass() arg 1 must be a class" && origin()?.is(&["CheckExcMatch"]) {
        return message("catching classes that do not inherit from BaseException is not allowed");
    }
    if text.ends_with("object is not iterable") && !text.starts_with("cannot") {
        return origin()?
            .is(&["StoreSlice", "StoreSubscr"])
            .then(|| Wording::Message("must assign iterable to extended slice".to_owned()));
    }
    if let Some((function, keyword)) = text.split_once("() got an unexpected keyword argument '") {
        let keyword = keyword.strip_suffix('\'')?;
        return Some(Wording::Ask(
            "keyword",
            vec![function.to_owned(), keyword.to_owned()],
        ));
    }
    if let Some((class, rest)) = text
        .strip_prefix('\'')
        .and_then(|rest| rest.split_once('\''))
        && rest.starts_with(" object does not support the")
        && rest.contains("context manager protocol")
        && !class.contains('.')
    {
        return Some(Wording::Ask(
            "class",
            vec![class.to_owned(), rest.to_owned()],
        ));
    }
    if text.starts_with("argument 1 must be str, not ") {
        let made = origin()?.calls(&["ExceptionGroup", "BaseExceptionGroup"]);
        return made.and(message(format!("BaseExceptionGroup.__new__() {text}")));
    }
    if let Some(class) = between(text, "cannot pickle '", "' object") {
        let (_, module) = MODULES.iter().find(|(name, _)| *name == class)?;
        return message(format!("cannot pickle '{module}.{class}' object"));
    }
    if text.starts_with("unsupported operand type(s)") && text.contains("'Decimal'")
        || text.starts_with("'Decimal' object ")
    {
        return message(text.replace("'Decimal'", "'decimal.Decimal'"));
    }
    arguments(text, origin)
}

/// What `re` says of something of this class that a pattern is to be found in.
fn not_for_pattern(pattern: &str, other: &str, class: &str) -> String {
    match class {
        "str" | "bytes" | "bytearray" | "memoryview" => {
            format!("cannot use a {pattern} pattern on a {other} object")
        }
        _ => format!("expected string or bytes-like object, got '{class}'"),
    }
}

/// What built-in functions say of their arguments. CPython's words hang on how each function reads its own, which
/// Python code finds out from the call.
fn arguments(text: &str, origin: impl Fn() -> Option<Origin>) -> Option<Wording> {
    match text {
        "argument to reversed() must be a sequence" => {
            return Some(Wording::Ask("reversed", Vec::new()));
        }
        "expected a function, exception type or tuple of exception types" => {
            return message(
                "expected an exception type, a tuple of exception types, or a callable (other than a class)",
            );
        }
        _ => {}
    }
    if let Some(wanted) = text
        .strip_prefix("Expected type '")
        .and_then(|rest| rest.strip_suffix("' found."))
    {
        let (wanted, given) = wanted.split_once("' but '")?;
        if wanted == "traceback" {
            return message("__traceback__ must be a traceback or None");
        }
        if wanted == "str" && origin()?.is(&["StoreAttr"]) {
            return message("__name__ must be set to a string object");
        }
        if wanted == "list"
            && let Some(function) = origin()?.calls(&HEAPS.map(|(name, _)| name))
        {
            let place = match HEAPS.iter().find(|(name, _)| *name == function)?.1 {
                1 => "",
                _ => " 1",
            };
            return message(format!(
                "{function}() argument{place} must be list, not {given}"
            ));
        }
        return Some(Wording::Ask(
            "type",
            vec![wanted.to_owned(), given.to_owned()],
        ));
    }
    if let Some(kind) = text.strip_prefix("unexpected type ") {
        return Some(Wording::Ask("unexpected", vec![kind.to_owned()]));
    }
    if text.ends_with(" object is not callable") {
        return origin()?
            .calls(&["iter"])
            .filter(|_| text.starts_with('\''))
            .map(|_| Wording::Ask("iter", Vec::new()));
    }
    if let Some(function) = text.strip_suffix("() missing required argument 'iterable' (pos 1)") {
        return (function == "enumerate").then(|| {
            Wording::Message("enumerate() missing required argument 'iterable'".to_owned())
        });
    }
    let (function, counts) = text.split_once(" expected ")?;
    let (wanted, given) = counts.split_once(", got ")?;
    let wanted = wanted
        .strip_suffix(" arguments")
        .or_else(|| wanted.strip_suffix(" argument"))?;
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_name(function) && given.parse::<u32>().is_ok()).then(|| {
        Wording::Ask(
            "count",
            vec![function.to_owned(), wanted.to_owned(), given.to_owned()],
        )
    })
}

fn abstract_class(class: &str, methods: &str) -> Option<Wording> {
    let (noun, names) = methods.split_once(" '")?;
    let mut names: Vec<&str> = names.strip_suffix('\'')?.split("', '").collect();
    names.sort_unstable();
    message(format!(
        "Can't instantiate abstract class {class} without an implementation for abstract {noun} '{}'",
        names.join("', '")
    ))
}

/// Sets word their own; what remains is a dictionary's key, or a plain `hash`.
fn unhashable(class: &str, origin: &Origin) -> Option<Wording> {
    let is_key = origin.is(&[
        "BinaryOp",
        "StoreSubscr",
        "DeleteSubscr",
        "BuildMap",
        "MapAdd",
        "DictUpdate",
        "DictMerge",
        "ContainsOp",
    ]) || matches!(
        origin.calls(&["get", "setdefault", "dict", "hash"]),
        Some("get" | "setdefault" | "dict")
    );
    is_key.then(|| {
        Wording::Message(format!(
            "cannot use '{class}' as a dict key (unhashable type: '{class}')"
        ))
    })
}

fn value_error(text: &str, origin: impl Fn() -> Option<Origin>) -> Option<Wording> {
    if text.starts_with('\'') && text.ends_with("' is not in list") {
        let method = origin()?.calls(&["remove", "index"])?;
        return message(format!("list.{method}(x): x not in list"));
    }
    if text.ends_with(" is not in deque") {
        origin()?.calls(&["index"])?;
        return message("deque.index(x): x not in deque");
    }
    match text {
        "I/O operation on closed file" => message("I/O operation on closed file."),
        "maxlen must be non-negative." => message("maxlen must be non-negative"),
        "recursion limit must be greater than or equal to one" => {
            message("recursion limit must be greater or equal than 1")
        }
        _ => None,
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

fn message(text: impl Into<String>) -> Option<Wording> {
    Some(Wording::Message(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(op: &str, loaded: &[&str]) -> Option<Origin> {
        Some(Origin {
            op: op.to_owned(),
            loaded: loaded.iter().map(|&name| name.to_owned()).collect(),
        })
    }

    fn said(class: &str, text: &str, origin: Option<Origin>) -> Option<String> {
        let again = || {
            origin.as_ref().map(|origin| Origin {
                op: origin.op.clone(),
                loaded: origin.loaded.clone(),
            })
        };
        match find(class, text, again) {
            Some(Wording::Message(text)) => Some(text),
            Some(_) => Some("something else".to_owned()),
            None => None,
        }
    }

    #[test]
    fn a_key_is_told_from_a_hash() {
        let text = "unhashable type: 'list'";
        let key = "cannot use 'list' as a dict key (unhashable type: 'list')";
        assert_eq!(
            said("TypeError", text, from("StoreSubscrDict", &[])).as_deref(),
            Some(key)
        );
        assert_eq!(
            said("TypeError", text, from("Call", &["get"])).as_deref(),
            Some(key)
        );
        assert_eq!(
            said("TypeError", text, from("Call", &["hash", "get"])),
            None
        );
        assert_eq!(said("TypeError", text, None), None);
    }

    #[test]
    fn the_method_that_looked_for_an_element_is_named() {
        let text = "'2' is not in list";
        let remove = said("ValueError", text, from("Call", &["x", "remove", "index"]));
        assert_eq!(remove.as_deref(), Some("list.remove(x): x not in list"));
        assert_eq!(
            said("ValueError", text, from("RaiseVarargs", &["remove"])),
            None
        );
    }

    #[test]
    fn abstract_methods_are_sorted() {
        let text = "class Z without an implementation for abstract methods 'zeta', 'alpha'";
        assert_eq!(
            said("TypeError", text, None).as_deref(),
            Some(
                "Can't instantiate abstract class Z without an implementation for abstract methods 'alpha', 'zeta'"
            )
        );
    }

    #[test]
    fn what_a_script_says_itself_stays() {
        for text in ["", "class", "'a' is not in list", "Cannot add", "boom"] {
            assert_eq!(said("TypeError", text, None), None, "{text}");
            assert_eq!(said("ValueError", text, None), None, "{text}");
        }
    }
}
