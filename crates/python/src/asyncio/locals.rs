//! The local variables of a frame that is suspended, as they are shown. Nothing here runs code of the script.

use crate::engine::{session::Session, shown::shown};
use rustpython_vm::{
    Py, VirtualMachine, builtins::PyDict, convert::IntoObject, frame::FrameObject,
};
use trace::Local;

/// So many variables of one frame are recorded.
const MOST: usize = 8;
/// Longer values are cut, in characters.
const LONGEST: usize = 60;

/// The first variables of a frame, in the order in which the function names them: its parameters first.
pub fn of(session: &Session, frame: &Py<FrameObject>, vm: &VirtualMachine) -> Vec<Local> {
    let Ok(locals) = frame.locals(vm) else {
        return Vec::new();
    };
    let Ok(locals) = locals.into_object().downcast::<PyDict>() else {
        return Vec::new();
    };
    locals
        .into_iter()
        .take(MOST)
        .map(|(name, value)| Local {
            name: name
                .str(vm)
                .map(|name| name.to_string())
                .unwrap_or_default(),
            object: session.watched.instance(&value, vm),
            value: short(shown(&value, vm)),
        })
        .collect()
}

fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
