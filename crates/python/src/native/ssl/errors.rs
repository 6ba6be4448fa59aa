//! `SSLError` and its family, with CPython's words and numbers.

use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyModule, PyTypeRef},
    function::PyMethodFlags,
};
use tls::Error;

/// Where in CPython 3.14's `_ssl.c` an error is made: its message says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Handshake,
    Read,
    Write,
    Shutdown,
    WrapSocket,
    CertificateFile,
    KeyFile,
    TrustedData,
    TrustedFile,
    PostHandshake,
}

impl What {
    fn line(self) -> u32 {
        match self {
            What::Handshake => 1130,
            What::Read => 2778,
            What::Write => 2616,
            What::Shutdown => 2906,
            What::WrapSocket => 915,
            What::CertificateFile => 4291,
            What::KeyFile => 4312,
            What::TrustedData => 4410,
            What::TrustedFile => 4544,
            What::PostHandshake => 2984,
        }
    }
}

const SSL: i32 = 1;
const WANT_READ: i32 = 2;
const WANT_WRITE: i32 = 3;
const ZERO_RETURN: i32 = 6;
const EOF: i32 = 8;
/// OpenSSL's number for "PEM lib".
const PEM_LIB: i32 = 524_297;

/// Makes the classes: `SSLError` below `OSError`, the others below it.
pub(super) fn install(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    let make = |name: &str, bases: Vec<PyTypeRef>, doc: &'static str| {
        let class = vm.ctx.new_exception_type("ssl", name, Some(bases));
        class.set_attr(vm.ctx.intern_str("__doc__"), vm.ctx.new_str(doc).into());
        class
    };
    let os_error = vm.ctx.exceptions.os_error.to_owned();
    let error = make(
        "SSLError",
        vec![os_error],
        "An error occurred in the SSL implementation.",
    );
    let words = |error: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        let text = error.get_attr("strerror", vm)?;
        if text.class().is(vm.ctx.types.str_type) {
            return Ok(text);
        }
        Ok(error.get_attr("args", vm)?.str(vm)?.into())
    };
    let def = vm
        .ctx
        .new_method_def("__str__", words, PyMethodFlags::METHOD, Default::default());
    let method = def.build_method(vm.ctx.exceptions.os_error, vm);
    error
        .as_object()
        .set_attr("__str__", PyObjectRef::from(method), vm)?;
    let value_error = vm.ctx.exceptions.value_error.to_owned();
    for (name, bases, doc) in [
        (
            "SSLZeroReturnError",
            vec![error.clone()],
            "SSL/TLS session closed cleanly.",
        ),
        (
            "SSLWantReadError",
            vec![error.clone()],
            "Non-blocking SSL socket needs to read more data\nbefore the requested operation can be completed.",
        ),
        (
            "SSLWantWriteError",
            vec![error.clone()],
            "Non-blocking SSL socket needs to write more data\nbefore the requested operation can be completed.",
        ),
        (
            "SSLSyscallError",
            vec![error.clone()],
            "System error when attempting SSL operation.",
        ),
        (
            "SSLEOFError",
            vec![error.clone()],
            "SSL/TLS connection terminated abruptly.",
        ),
        (
            "SSLCertVerificationError",
            vec![error.clone(), value_error],
            "A certificate could not be verified.",
        ),
    ] {
        module.set_attr(name, make(name, bases, doc), vm)?;
    }
    module.set_attr("SSLError", error, vm)
}

/// An error of the family, with where it comes from.
fn make(
    class: &'static str,
    args: (Option<i32>, String),
    from: (Option<&str>, Option<&str>),
    vm: &VirtualMachine,
) -> PyResult<PyBaseExceptionRef> {
    let class = vm.import("_ssl", 0)?.get_attr(class, vm)?;
    let error = match args {
        (Some(number), text) => class.call((number, text), vm)?,
        (None, text) => class.call((text,), vm)?,
    };
    error.set_attr(
        "library",
        from.0.map(|name| vm.ctx.new_str(name)).into_object(vm),
        vm,
    )?;
    error.set_attr(
        "reason",
        from.1.map(|name| vm.ctx.new_str(name)).into_object(vm),
        vm,
    )?;
    error.try_into_value(vm)
}

trait IntoObject {
    fn into_object(self, vm: &VirtualMachine) -> PyObjectRef;
}

impl<T: Into<PyObjectRef>> IntoObject for Option<T> {
    fn into_object(self, vm: &VirtualMachine) -> PyObjectRef {
        self.map_or_else(|| vm.ctx.none(), Into::into)
    }
}

/// The error, or what went wrong while making it.
fn either(made: PyResult<PyBaseExceptionRef>) -> PyBaseExceptionRef {
    made.unwrap_or_else(|error| error)
}

/// `fill_and_set_sslerror` for a failed session.
pub(super) fn failed(error: &Error, what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let line = what.line();
    let (reason, text) = error.reason();
    let from = (Some("SSL"), Some(reason));
    match error {
        Error::UnexpectedEof => {
            let text =
                format!("[SSL: {reason}] EOF occurred in violation of protocol (_ssl.c:{line})");
            either(make("SSLEOFError", (Some(EOF), text), from, vm))
        }
        Error::CertificateVerifyFailed(failure) => {
            let text = format!("[SSL: {reason}] {text}: {} (_ssl.c:{line})", failure.text);
            either(
                make("SSLCertVerificationError", (Some(SSL), text), from, vm).and_then(|error| {
                    let object = error.as_object();
                    object.set_attr("verify_code", vm.ctx.new_int(failure.code), vm)?;
                    object.set_attr("verify_message", vm.ctx.new_str(failure.text.as_str()), vm)?;
                    Ok(error)
                }),
            )
        }
        _ => named(reason, text, what, vm),
    }
}

/// `[SSL: REASON] text (_ssl.c:LINE)`.
pub(super) fn named(
    reason: &str,
    text: &str,
    what: What,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    let text = format!("[SSL: {reason}] {text} (_ssl.c:{})", what.line());
    either(make(
        "SSLError",
        (Some(SSL), text),
        (Some("SSL"), Some(reason)),
        vm,
    ))
}

/// More bytes of the other end are needed, and none are there.
pub(super) fn want_read(what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = format!(
        "The operation did not complete (read) (_ssl.c:{})",
        what.line()
    );
    either(make(
        "SSLWantReadError",
        (Some(WANT_READ), text),
        (None, None),
        vm,
    ))
}

/// Bytes for the other end cannot go yet.
pub(super) fn want_write(what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = format!(
        "The operation did not complete (write) (_ssl.c:{})",
        what.line()
    );
    either(make(
        "SSLWantWriteError",
        (Some(WANT_WRITE), text),
        (None, None),
        vm,
    ))
}

/// Both ends have said that no more follows.
pub(super) fn closed(what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = format!(
        "TLS/SSL connection has been closed (EOF) (_ssl.c:{})",
        what.line()
    );
    either(make(
        "SSLZeroReturnError",
        (Some(ZERO_RETURN), text),
        (None, None),
        vm,
    ))
}

/// A file that is not what it should be.
pub(super) fn pem_lib(library: &str, what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = format!("[{library}] PEM lib (_ssl.c:{})", what.line());
    either(make(
        "SSLError",
        (Some(PEM_LIB), text),
        (Some(library), None),
        vm,
    ))
}

/// An error of another of OpenSSL's libraries, or with a number of its own.
pub(super) fn of_library(
    number: i32,
    (library, reason): (&str, &str),
    text: &str,
    what: What,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    let text = format!("[{library}: {reason}] {text} (_ssl.c:{})", what.line());
    either(make(
        "SSLError",
        (Some(number), text),
        (Some(library), Some(reason)),
        vm,
    ))
}

/// `_setSSLError` with words of CPython's own.
pub(super) fn own_words(text: &str, what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = format!("{text} (_ssl.c:{})", what.line());
    either(make("SSLError", (Some(0), text), (None, None), vm))
}

/// `SSLError` with nothing but words.
pub(super) fn plain(text: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = vm
        .import("_ssl", 0)
        .and_then(|module| module.get_attr("SSLError", vm))
        .and_then(|class| class.call((text,), vm))
        .and_then(|error| error.try_into_value(vm));
    either(class)
}

/// `TimeoutError`, as CPython words it for each operation.
pub(super) fn timed_out(what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = match what {
        What::Handshake => "_ssl.c:1112: The handshake operation timed out",
        What::Write => "The write operation timed out",
        _ => "The read operation timed out",
    };
    vm.new_exception_msg(vm.ctx.exceptions.timeout_error.to_owned(), text.into())
}
