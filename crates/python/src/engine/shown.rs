//! Values as text, for the trace. Nothing here runs code of the script: a `__repr__` of its own could print.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyBaseException, PyBytes, PyFloat, PyInt, PyList, PyStr, PyTuple},
};

/// Longer texts are cut with an ellipsis.
const LONGEST_TEXT: usize = 120;
/// Integers of more bits are not written out: that can take longer than computing them.
const LONGEST_INT: u64 = 1000;
/// Sequences within sequences are shown so deep.
const DEEPEST_VALUE: usize = 4;

/// The last line of an exception's traceback, without asking code of the script.
pub fn error_text(error: &PyObject, vm: &VirtualMachine) -> String {
    let class = error.class().name().to_string();
    let Some(error) = error.downcast_ref::<PyBaseException>() else {
        return class;
    };
    let arguments = error.args();
    let message = match arguments.as_slice() {
        [] => String::new(),
        [only] => match only.downcast_ref::<PyStr>() {
            Some(text) if class != "KeyError" => text.to_string(),
            _ => shown(only, vm),
        },
        [message, ..] if error.class().name().ends_with("Group") => {
            message.str(vm).map(|s| s.to_string()).unwrap_or_default()
        }
        all => format!(
            "({})",
            all.iter()
                .map(|argument| shown(argument, vm))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    cut(if message.is_empty() {
        class
    } else {
        format!("{class}: {message}")
    })
}

/// The `repr` of a plain value; of anything else its class. Takes no longer for a large value than for a small one.
pub fn shown(value: &PyObject, vm: &VirtualMachine) -> String {
    shown_within(value, DEEPEST_VALUE, vm)
}

fn shown_within(value: &PyObject, levels: usize, vm: &VirtualMachine) -> String {
    let exact = value.class();
    // Only the beginning is read of what is cut anyway.
    if let Some(text) = value.downcast_ref_if_exact::<PyStr>(vm)
        && text.byte_len() > 4 * LONGEST_TEXT
    {
        let begins: String = text.to_string_lossy().chars().take(LONGEST_TEXT).collect();
        let repr = vm.ctx.new_str(begins).as_object().repr(vm);
        return cut(repr.map(|text| format!("{text}…")).unwrap_or_default());
    }
    if let Some(bytes) = value.downcast_ref_if_exact::<PyBytes>(vm)
        && bytes.as_bytes().len() > 4 * LONGEST_TEXT
    {
        let begins = bytes.as_bytes()[..LONGEST_TEXT].to_vec();
        let repr = vm.ctx.new_bytes(begins).as_object().repr(vm);
        return cut(repr.map(|text| format!("{text}…")).unwrap_or_default());
    }
    if let Some(int) = value.downcast_ref_if_exact::<PyInt>(vm)
        && int.as_bigint().bits() > LONGEST_INT
    {
        return format!("<{} of {} bits>", exact.name(), int.as_bigint().bits());
    }
    let types = &vm.ctx.types;
    let plain = vm.is_none(value)
        || value.downcast_ref_if_exact::<PyInt>(vm).is_some()
        || value.downcast_ref_if_exact::<PyStr>(vm).is_some()
        || value.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || exact.is(types.bool_type)
        || exact.is(types.bytes_type);
    if plain {
        return cut(value
            .repr(vm)
            .map(|text| text.to_string())
            .unwrap_or_default());
    }
    if levels == 0 {
        return format!("<{}>", exact.name());
    }
    /// Items of a sequence that are shown.
    const SHOWN: usize = 8;
    let sequence = |items: Vec<PyObjectRef>, open: &str, close: &str| {
        let of = |item: &PyObjectRef| shown_within(item, levels - 1, vm);
        let mut parts: Vec<_> = items.iter().take(SHOWN).map(of).collect();
        if items.len() > SHOWN {
            parts.push("…".to_owned());
        }
        cut(format!("{open}{}{close}", parts.join(", ")))
    };
    if let Some(list) = value.downcast_ref_if_exact::<PyList>(vm) {
        let items = list.borrow_vec().iter().take(SHOWN + 1).cloned().collect();
        return sequence(items, "[", "]");
    }
    if let Some(tuple) = value.downcast_ref_if_exact::<PyTuple>(vm) {
        let items: Vec<_> = tuple.as_slice().iter().take(SHOWN + 1).cloned().collect();
        let close = if items.len() == 1 { ",)" } else { ")" };
        return sequence(items, "(", close);
    }
    format!("<{}>", exact.name())
}

/// The text, or its beginning where it is longer than anybody reads.
pub fn cut(text: String) -> String {
    if text.len() <= LONGEST_TEXT || text.chars().count() <= LONGEST_TEXT {
        return text;
    }
    text.chars().take(LONGEST_TEXT - 1).chain(['…']).collect()
}
