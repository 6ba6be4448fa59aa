//! Which functions are called as twins, and the twins made so far.

use super::{
    hooks::{Waiting, is_slow, objects},
    twin::{self, Hooks},
};
use crate::{cpython::instructions::units, engine::session::Session};
use rustpython_compiler_core::bytecode::Opcode;
use rustpython_vm::{
    AsObject, PyPayload, PyRef, VirtualMachine, builtins::PyCode, function::FuncArgs,
};

/// The twin of a code object, made when it is first called by a thread.
pub(super) fn twin_of(code: &PyRef<PyCode>, vm: &VirtualMachine) -> Option<PyRef<PyCode>> {
    let address = code.get_id();
    let session = Session::current()?;
    let twins = &session.threads.twins;
    if let Some((_, twin)) = twins.borrow().get(&address) {
        return twin.clone();
    }
    let objects = objects(vm);
    let hooks = Hooks {
        call: objects.call.into(),
        iter: objects.iter.into(),
        next: objects.next.into(),
        delegate: objects.delegate.into(),
        pause: objects.pause.into(),
        drain: objects.drain.into(),
        due: objects.due.into(),
        pending: objects.pending.into(),
        end: objects.end.into(),
        empty: objects.empty.into(),
        none: vm.ctx.none().into(),
    };
    let twin = twin::twin(code, hooks).map(|twin| PyCode::new(twin).into_ref(&vm.ctx));
    twins
        .borrow_mut()
        .insert(address, (code.clone(), twin.clone()));
    twin
}

/// A generator that calls nothing, and gets its items from something native, is better left as it is: native code can
/// then take from it directly.
pub(super) fn can_wait_within(code: &PyCode, args: &FuncArgs) -> bool {
    let calls = units(&code.instructions).iter().any(|unit| {
        matches!(
            Opcode::try_from(unit[0]),
            Ok(Opcode::Call
                | Opcode::CallKw
                | Opcode::CallFunctionEx
                | Opcode::LoadSpecial
                | Opcode::Send
                | Opcode::GetIter)
        )
    });
    calls
        || args
            .args
            .first()
            .is_some_and(|first| is_slow(first) || first.downcast_ref::<Waiting>().is_some())
}

/// Modules of the standard library in which nothing waits and which call nothing that could: their functions are
/// called as they are, which is faster.
pub(super) const NEVER_WAIT: &[&str] = &[
    "_collections_abc",
    "_colorize",
    "_py_abc",
    "_py_warnings",
    "_pydatetime",
    "_pydecimal",
    "_strptime",
    "_weakrefset",
    "abc",
    "annotationlib",
    "argparse",
    "ast",
    "base64",
    "bisect",
    "calendar",
    "codecs",
    "collections",
    "colorsys",
    "copy",
    "copyreg",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "dis",
    "encodings",
    "enum",
    "fractions",
    "genericpath",
    "hashlib",
    "html",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "numbers",
    "opcode",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "posix",
    "posixpath",
    "pprint",
    "random",
    "re",
    "reprlib",
    "shlex",
    "stat",
    "statistics",
    "string",
    "struct",
    "sysconfig",
    "textwrap",
    "token",
    "tokenize",
    "traceback",
    "types",
    "typing",
    "uuid",
    "warnings",
    "weakref",
    "zoneinfo",
];

pub(super) fn never_waits(code: &PyCode) -> bool {
    let path = code.source_path().as_str();
    let Some(module) = path.strip_prefix("/lib/python3.14/") else {
        return path.starts_with('<');
    };
    let module = module.split(['/', '.']).next().unwrap_or_default();
    module.starts_with("_loopscope") || NEVER_WAIT.binary_search(&module).is_ok()
}
