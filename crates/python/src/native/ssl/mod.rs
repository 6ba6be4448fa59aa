//! `_ssl`, on simulated TLS: what the library's own `ssl` is written on, as CPython has it over OpenSSL.
//!
//! * [`context`]: `_SSLContext`, called with [`arguments`]. [`settings`]: what it is set to. [`store`]: whom it trusts.
//!   [`loading`]: files of certificates and keys.
//! * [`socket`]: `_SSLSocket`. [`connection`]: what it does. [`transport`]: what carries it, a socket of Python's or a pair of
//!   [`bio`]'s.
//! * [`certificate`], [`session`]: what Python sees of them.
//! * [`errors`]: the family of `SSLError`.
//! * [`constants`], [`ciphers`], [`objects`]: tables.
//!
//! Nothing is encrypted: the `tls` crate says what is simulated.

mod arguments;
mod bio;
mod certificate;
mod ciphers;
mod connection;
mod constants;
mod context;
mod errors;
mod loading;
mod objects;
mod session;
mod settings;
mod socket;
mod store;
mod transport;

pub(crate) use native::module_def;

use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

/// Lets a context show these certificates, without a file that they are in.
pub(crate) fn show_certificates(
    context: &PyObjectRef,
    chain: Vec<tls::Certificate>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let context: PyRef<context::Context> = context.clone().try_into_value(vm)?;
    context.show(chain);
    Ok(())
}

#[rustpython_vm::pymodule(name = "_ssl")]
mod native {
    use super::{
        bio::MemoryBio,
        certificate::{self, Shown},
        constants::{ABILITIES, NUMBERS},
        context::Context,
        errors,
        objects::{self, Object},
        session::SavedSession,
        socket::Socket,
    };
    use crate::engine::session::Session as Run;
    use rustpython_vm::{
        Py, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyModule, PyStrRef},
        class::PyClassImpl,
        function::{ArgBytesLike, Either, OptionalArg},
    };

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        for (name, class) in [
            ("_SSLContext", Context::make_static_type()),
            ("_SSLSocket", Socket::make_static_type()),
            ("MemoryBIO", MemoryBio::make_static_type()),
            ("SSLSession", SavedSession::make_static_type()),
            ("Certificate", Shown::make_static_type()),
        ] {
            module.set_attr(name, class, vm)?;
        }
        for (name, number) in NUMBERS {
            module.set_attr(name, vm.ctx.new_int(number), vm)?;
        }
        for (name, able) in ABILITIES {
            module.set_attr(name, vm.ctx.new_bool(able), vm)?;
        }
        errors::install(vm, module)
    }

    #[pyattr]
    const OPENSSL_VERSION: &str = "OpenSSL 3.6.5 29 Sep 2026";
    #[pyattr]
    const OPENSSL_VERSION_INFO: (i32, i32, i32, i32, i32) = (3, 6, 0, 5, 0);
    #[pyattr]
    const _OPENSSL_API_VERSION: (i32, i32, i32, i32, i32) = (3, 6, 0, 5, 0);
    #[pyattr]
    const _DEFAULT_CIPHERS: &str = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

    fn told(object: Option<&Object>, missing: String, vm: &VirtualMachine) -> PyResult {
        let (number, short, long, oid) = object.ok_or_else(|| vm.new_value_error(missing))?;
        let texts = [short, long, oid].map(|text| vm.ctx.new_str(*text).into());
        let mut all = vec![vm.ctx.new_int(*number).into()];
        all.extend(texts);
        Ok(vm.ctx.new_tuple(all).into())
    }

    #[derive(rustpython_vm::FromArgs)]
    struct TextArgs {
        #[pyarg(any)]
        txt: PyStrRef,
        #[pyarg(any, default)]
        name: bool,
    }

    #[pyfunction]
    fn txt2obj(args: TextArgs, vm: &VirtualMachine) -> PyResult {
        let text = args.txt.as_wtf8().to_string();
        let missing = format!("unknown object '{text}'");
        told(objects::by_text(&text, args.name), missing, vm)
    }

    #[pyfunction]
    fn nid2obj(nid: i64, vm: &VirtualMachine) -> PyResult {
        if nid < 0 {
            return Err(vm.new_value_error("NID must be positive."));
        }
        told(objects::by_number(nid), format!("unknown NID {nid}"), vm)
    }

    #[pyfunction]
    fn get_default_verify_paths() -> (&'static str, &'static str, &'static str, &'static str) {
        (
            "SSL_CERT_FILE",
            "/usr/lib/ssl/cert.pem",
            "SSL_CERT_DIR",
            "/usr/lib/ssl/certs",
        )
    }

    #[pyfunction(name = "RAND_status")]
    fn rand_status() -> bool {
        true
    }

    /// What comes from the playground's seed gets no more random by this.
    #[pyfunction(name = "RAND_add")]
    fn rand_add(_string: Either<PyStrRef, ArgBytesLike>, _entropy: f64) {}

    #[pyfunction(name = "RAND_bytes")]
    fn rand_bytes(n: i64, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let count = usize::try_from(n).map_err(|_| vm.new_value_error("num must be positive"))?;
        let mut bytes = Vec::new();
        while bytes.len() < count {
            let word = Run::current().map_or(0, |run| run.next_random());
            bytes.extend(word.to_le_bytes());
        }
        bytes.truncate(count);
        Ok(bytes)
    }

    #[pyfunction]
    fn _test_decode_cert(
        path: PyObjectRef,
        _more: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let text = certificate::file(&path, vm)?;
        let read = tls::Certificate::from_pem(&text).unwrap_or_default();
        match read.first() {
            Some(first) => certificate::decoded(first, vm),
            None => Err(errors::plain("Error decoding PEM-encoded file", vm)),
        }
    }
}
