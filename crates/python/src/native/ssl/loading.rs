//! What contexts take in: files of certificates and keys, whom to trust, names of hosts.

use super::{
    certificate::{file, path_text},
    errors::{self, What},
    store::Store,
};
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBytes, PyStr},
    function::ArgBytesLike,
};
use tls::Certificate;

/// Where Debian has the public authorities.
const PUBLIC: [&str; 3] = [
    "/etc/ssl/certs",
    "/usr/lib/ssl/certs",
    "/etc/ssl/certs/ca-certificates.crt",
];

/// `load_cert_chain`: the certificates of a file, the own one first, whose key is in that file or in another.
pub(super) fn chain(
    certificates: &PyObjectRef,
    key: Option<&PyObjectRef>,
    password: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Vec<Certificate>> {
    if let Some(password) = &password
        && !password.is_callable()
        && password.downcast_ref::<PyStr>().is_none()
        && ArgBytesLike::try_from_object(vm, password.clone()).is_err()
    {
        return Err(vm.new_type_error("password should be a string or callable"));
    }
    let text = file(certificates, vm)?;
    let read = Certificate::from_pem(&text).unwrap_or_default();
    let Some(own) = read.first() else {
        return Err(errors::pem_lib("SSL", What::CertificateFile, vm));
    };
    let text = match key {
        Some(key) => file(key, vm)?,
        None => text,
    };
    check_key(own, &text, password, vm)?;
    Ok(read)
}

fn check_key(
    own: &Certificate,
    text: &str,
    password: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let wrong = || errors::pem_lib("SSL", What::KeyFile, vm);
    let block = text
        .split("-----BEGIN ")
        .find(|block| {
            block
                .split("-----")
                .next()
                .is_some_and(|label| label.ends_with("PRIVATE KEY"))
        })
        .ok_or_else(wrong)?;
    if block.contains("ENCRYPTED") {
        // What it is encrypted with is not undone: any password is as good as another, none is not.
        let password = password.ok_or_else(wrong)?;
        if password.is_callable() {
            password.call((), vm)?;
        }
        return Ok(());
    }
    let body: String = block
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with("-----"))
        .collect();
    let decode = vm.import("binascii", 0)?.get_attr("a2b_base64", vm)?;
    let key = decode.call((body,), vm).map_err(|_| wrong())?;
    let key = key.try_into_value::<rustpython_vm::PyRef<PyBytes>>(vm)?;
    // Keys of RSA and of curves have the public half in them.
    let public = own.public_key();
    let middle = public.get(16..48).unwrap_or_default();
    let holds = |part: &[u8]| {
        key.as_bytes()
            .windows(part.len())
            .any(|window| window == part)
    };
    if public.len() > 48 && !holds(middle) {
        let from = ("X509", "KEY_VALUES_MISMATCH");
        return Err(errors::of_library(
            116,
            from,
            "key values mismatch",
            What::KeyFile,
            vm,
        ));
    }
    Ok(())
}

/// `load_verify_locations`.
pub(super) fn trusted(
    store: &Store,
    cafile: Option<PyObjectRef>,
    capath: Option<PyObjectRef>,
    cadata: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if cafile.is_none() && capath.is_none() && cadata.is_none() {
        return Err(vm.new_type_error("cafile, capath and cadata cannot be all omitted"));
    }
    for (name, path) in [("cafile", &cafile), ("capath", &capath)] {
        if let Some(path) = path {
            let fspath = vm.import("os", 0)?.get_attr("fspath", vm)?;
            if fspath.call((path.clone(),), vm).is_err() {
                return Err(vm.new_type_error(format!("{name} should be a valid filesystem path")));
            }
        }
    }
    if let Some(data) = cadata {
        trusted_data(store, &data, vm)?;
    }
    if let Some(path) = cafile {
        let is_public = path_text(&path).is_some_and(|path| PUBLIC.contains(&path.as_str()));
        match file(&path, vm) {
            // The disk need not have it: the machine has the authorities.
            Err(_) if is_public => store.add_public(),
            Err(error) => return Err(error),
            Ok(text) => {
                if is_public {
                    store.add_public();
                }
                trusted_file(store, &text, vm)?;
            }
        }
    }
    if let Some(path) = capath
        && path_text(&path).is_some_and(|path| PUBLIC.contains(&path.as_str()))
    {
        store.add_public();
    }
    Ok(())
}

fn trusted_file(store: &Store, text: &str, vm: &VirtualMachine) -> PyResult<()> {
    match store.add_text(text) {
        Ok(0) => Err(errors::of_library(
            136,
            ("X509", "NO_CERTIFICATE_OR_CRL_FOUND"),
            "no certificate or crl found",
            What::TrustedFile,
            vm,
        )),
        Ok(_) => Ok(()),
        Err(_) => Err(errors::pem_lib("X509", What::TrustedFile, vm)),
    }
}

fn trusted_data(store: &Store, data: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let unusable = || vm.new_type_error("cadata should be an ASCII string or a bytes-like object");
    let (added, nothing) = if let Some(text) = data.downcast_ref::<PyStr>() {
        let text = text.as_wtf8().to_string();
        if !text.is_ascii() {
            return Err(unusable());
        }
        (store.add_text(&text), "no start line")
    } else {
        let bytes = ArgBytesLike::try_from_object(vm, data.clone()).map_err(|_| unusable())?;
        let added = store.add_bytes(&bytes.borrow_buf());
        (added, "not enough data")
    };
    match added {
        Ok(count) if count > 0 => Ok(()),
        _ => {
            let text = format!("{nothing}: cadata does not contain a certificate");
            Err(errors::own_words(&text, What::TrustedData, vm))
        }
    }
}

/// A server's name in the form in which it travels.
pub(super) fn host(name: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
    let text = match name.downcast_ref::<PyStr>() {
        Some(text) => {
            let plain = text.as_wtf8().to_string();
            let needs_coding = !plain.is_ascii()
                || plain
                    .trim_end_matches('.')
                    .split('.')
                    .any(|label| label.is_empty() || label.len() > 63);
            if needs_coding && !plain.is_empty() {
                let coded = vm.call_method(name.as_object(), "encode", ("idna",))?;
                let coded = coded.try_into_value::<rustpython_vm::PyRef<PyBytes>>(vm)?;
                String::from_utf8_lossy(coded.as_bytes()).into_owned()
            } else {
                plain
            }
        }
        None => {
            let bytes = ArgBytesLike::try_from_object(vm, name.clone())?;
            String::from_utf8_lossy(&bytes.borrow_buf()).into_owned()
        }
    };
    if text.contains('\0') {
        let class = name.class().name().to_string();
        return Err(vm.new_type_error(format!(
            "argument must be encoded string without null bytes, not {class}"
        )));
    }
    if text.is_empty() || text.starts_with('.') {
        return Err(vm.new_value_error(
            "server_hostname cannot be an empty string or start with a leading dot.",
        ));
    }
    Ok(text)
}

/// `session_stats`: sessions are not kept, so none is counted.
pub(super) fn no_sessions(vm: &VirtualMachine) -> PyResult {
    let dict = vm.ctx.new_dict();
    for key in [
        "number",
        "connect",
        "connect_good",
        "connect_renegotiate",
        "accept",
        "accept_good",
        "accept_renegotiate",
        "hits",
        "misses",
        "timeouts",
        "cache_full",
    ] {
        dict.set_item(key, vm.ctx.new_int(0).into(), vm)?;
    }
    Ok(dict.into())
}

/// `load_dh_params`: numbers for keys that are not made.
pub(super) fn exchange_numbers(path: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let open = vm.import("io", 0)?.get_attr("open", vm)?;
    let opened = open.call((path.clone(), "rb"), vm)?;
    vm.call_method(&opened, "close", ())?;
    let text = file(path, vm)?;
    if text.contains("-----BEGIN DH PARAMETERS-----") {
        return Ok(());
    }
    Err(errors::of_library(
        1,
        ("PEM", "NO_START_LINE"),
        "no start line",
        What::CertificateFile,
        vm,
    ))
}

/// `set_ecdh_curve`: a curve for keys that are not made, if there is one of that name.
pub(super) fn curve(name: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let text = name.str(vm)?.as_wtf8().to_string();
    if [
        "prime256v1",
        "secp384r1",
        "secp521r1",
        "X25519",
        "X448",
        "P-256",
        "P-384",
        "P-521",
    ]
    .contains(&text.as_str())
    {
        return Ok(());
    }
    let shown = name.repr(vm)?;
    Err(vm.new_value_error(format!("unknown elliptic curve name {}", shown.as_wtf8())))
}
