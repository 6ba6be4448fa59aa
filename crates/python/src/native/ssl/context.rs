//! `_SSLContext`: what sessions are made with.

use super::{
    bio::MemoryBio,
    ciphers::{CIPHERS, named},
    errors::{self, What},
    loading,
    socket::{Socket, Transport},
    store::Store,
};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyStrRef, PyType},
    function::{ArgBytesLike, OptionalArg},
    pyclass,
    types::Constructor,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tls::{Certificate, Check, ClientConfig, Expected, Purpose, ServerConfig, Version};

const PROTOCOL_TLS: i32 = 2;
const PROTOCOLS: [i32; 6] = [PROTOCOL_TLS, 3, 4, 5, PROTOCOL_CLIENT, PROTOCOL_SERVER];
const PROTOCOL_CLIENT: i32 = 16;
const PROTOCOL_SERVER: i32 = 17;
/// Only TLS 1.2.
const PROTOCOL_TLS_1_2: i32 = 5;

/// Protocols that one is warned of.
const OLD_PROTOCOLS: [(i32, &str); 4] = [
    (PROTOCOL_TLS, "PROTOCOL_TLS"),
    (3, "PROTOCOL_TLSv1"),
    (4, "PROTOCOL_TLSv1_1"),
    (PROTOCOL_TLS_1_2, "PROTOCOL_TLSv1_2"),
];
/// And versions.
const OLD_VERSIONS: [(i32, &str); 3] = [(0x300, "SSLv3"), (0x301, "TLSv1"), (0x302, "TLSv1_1")];

/// A warning where whoever called the library stands.
fn deprecated(text: &str, vm: &VirtualMachine) -> PyResult<()> {
    let warn = vm.import("warnings", 0)?.get_attr("warn", vm)?;
    let category = vm.ctx.exceptions.deprecation_warning.to_owned();
    warn.call((text, category, 2), vm).map(drop)
}

const CERT_NONE: i32 = 0;
const CERT_REQUIRED: i32 = 2;

const OP_NO_TLS_1_2: u64 = 1 << 27;
const OP_NO_TLS_1_3: u64 = 1 << 29;
/// SSL 2 and 3, TLS 1 and 1.1, 1.2 and 1.3: what excludes single versions.
const OP_NO_VERSION: u64 = 1 << 25 | 1 << 26 | 1 << 28 | OP_NO_TLS_1_2 | OP_NO_TLS_1_3;
const OP_IGNORE_UNEXPECTED_EOF: u64 = 1 << 7;
/// What a fresh context has on Debian.
const USUAL_OPTIONS: u64 = 2_186_412_112;

const TRUSTED_FIRST: i64 = 0x8000;
const PARTIAL_CHAIN: i64 = 0x8_0000;

/// `TLSVersion.MINIMUM_SUPPORTED`, `MAXIMUM_SUPPORTED`: as far as the system goes.
const OLDEST: i32 = -2;
const NEWEST: i32 = -1;
/// SSL 3 to TLS 1.3 by their numbers.
const VERSIONS: std::ops::RangeInclusive<i32> = 0x300..=0x304;

/// `_ssl._SSLContext`.
#[pyclass(module = "_ssl", name = "_SSLContext")]
#[derive(Debug, PyPayload)]
pub(super) struct Context {
    protocol: i32,
    check_hostname: Cell<bool>,
    verify_mode: Cell<i32>,
    verify_flags: Cell<i64>,
    host_flags: Cell<i64>,
    options: Cell<u64>,
    oldest: Cell<i32>,
    newest: Cell<i32>,
    tickets: Cell<i64>,
    post_handshake: Cell<bool>,
    ciphers: RefCell<Vec<usize>>,
    protocols: RefCell<Vec<Vec<u8>>>,
    chain: RefCell<Vec<Certificate>>,
    store: Rc<Store>,
    chooser: RefCell<Option<PyObjectRef>>,
    keys: RefCell<Option<PyObjectRef>>,
}

impl Constructor for Context {
    type Args = (i32,);

    fn py_new(_class: &Py<PyType>, (protocol,): (i32,), vm: &VirtualMachine) -> PyResult<Context> {
        if !PROTOCOLS.contains(&protocol) {
            return Err(vm.new_value_error(format!(
                "invalid or unsupported protocol version {protocol}"
            )));
        }
        if let Some((_, name)) = OLD_PROTOCOLS.iter().find(|(number, _)| *number == protocol) {
            deprecated(&format!("ssl.{name} is deprecated"), vm)?;
        }
        let is_client = protocol == PROTOCOL_CLIENT;
        Ok(Context {
            protocol,
            check_hostname: Cell::new(is_client),
            verify_mode: Cell::new(if is_client { CERT_REQUIRED } else { CERT_NONE }),
            verify_flags: Cell::new(TRUSTED_FIRST),
            // A star stands for a whole label.
            host_flags: Cell::new(4),
            options: Cell::new(USUAL_OPTIONS),
            oldest: Cell::new(OLDEST),
            newest: Cell::new(NEWEST),
            tickets: Cell::new(2),
            post_handshake: Cell::new(false),
            ciphers: RefCell::new((0..CIPHERS.len()).collect()),
            protocols: RefCell::default(),
            chain: RefCell::default(),
            store: Rc::default(),
            chooser: RefCell::default(),
            keys: RefCell::default(),
        })
    }
}

#[derive(FromArgs)]
struct WrapSocketArgs {
    #[pyarg(any)]
    sock: PyObjectRef,
    #[pyarg(any)]
    server_side: bool,
    #[pyarg(any, default)]
    server_hostname: Option<PyObjectRef>,
    #[pyarg(named, default)]
    owner: Option<PyObjectRef>,
    #[pyarg(named, default)]
    session: Option<PyObjectRef>,
}

#[derive(FromArgs)]
struct WrapBioArgs {
    #[pyarg(any)]
    incoming: PyRef<MemoryBio>,
    #[pyarg(any)]
    outgoing: PyRef<MemoryBio>,
    #[pyarg(any)]
    server_side: bool,
    #[pyarg(any, default)]
    server_hostname: Option<PyObjectRef>,
    #[pyarg(named, default)]
    owner: Option<PyObjectRef>,
    #[pyarg(named, default)]
    session: Option<PyObjectRef>,
}

#[derive(FromArgs)]
struct ChainArgs {
    #[pyarg(any)]
    certfile: PyObjectRef,
    #[pyarg(any, default)]
    keyfile: Option<PyObjectRef>,
    #[pyarg(any, default)]
    password: Option<PyObjectRef>,
}

#[derive(FromArgs)]
struct BinaryArgs {
    #[pyarg(any, default)]
    binary_form: bool,
}

#[derive(FromArgs)]
struct LocationArgs {
    #[pyarg(any, default)]
    cafile: Option<PyObjectRef>,
    #[pyarg(any, default)]
    capath: Option<PyObjectRef>,
    #[pyarg(any, default)]
    cadata: Option<PyObjectRef>,
}

#[pyclass(with(Constructor), flags(BASETYPE))]
impl Context {
    #[pymethod]
    fn _wrap_socket(
        zelf: PyRef<Self>,
        args: WrapSocketArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Socket> {
        let transport = Transport::Socket(args.sock.downgrade(None, vm)?);
        let host = zelf.host(args.server_side, args.server_hostname, vm)?;
        Socket::new(
            zelf,
            transport,
            args.server_side,
            host,
            args.owner,
            args.session,
            vm,
        )
    }

    #[pymethod]
    fn _wrap_bio(zelf: PyRef<Self>, args: WrapBioArgs, vm: &VirtualMachine) -> PyResult<Socket> {
        let transport = Transport::Bios {
            incoming: args.incoming,
            outgoing: args.outgoing,
        };
        let host = zelf.host(args.server_side, args.server_hostname, vm)?;
        Socket::new(
            zelf,
            transport,
            args.server_side,
            host,
            args.owner,
            args.session,
            vm,
        )
    }

    #[pygetset]
    fn protocol(zelf: &Py<Self>) -> i32 {
        zelf.protocol
    }

    #[pygetset]
    fn check_hostname(zelf: &Py<Self>) -> bool {
        zelf.check_hostname.get()
    }

    #[pygetset(setter)]
    fn set_check_hostname(
        zelf: &Py<Self>,
        value: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let value = value.try_to_bool(vm)?;
        if value && zelf.verify_mode.get() == CERT_NONE {
            zelf.verify_mode.set(CERT_REQUIRED);
        }
        zelf.check_hostname.set(value);
        Ok(())
    }

    #[pygetset]
    pub(super) fn verify_mode(zelf: &Py<Self>) -> i32 {
        zelf.verify_mode.get()
    }

    #[pygetset(setter)]
    fn set_verify_mode(zelf: &Py<Self>, mode: i32, vm: &VirtualMachine) -> PyResult<()> {
        if !(CERT_NONE..=CERT_REQUIRED).contains(&mode) {
            return Err(vm.new_value_error("invalid value for verify_mode"));
        }
        if mode == CERT_NONE && zelf.check_hostname.get() {
            return Err(vm.new_value_error(
                "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.",
            ));
        }
        zelf.verify_mode.set(mode);
        Ok(())
    }

    #[pygetset]
    fn verify_flags(zelf: &Py<Self>) -> i64 {
        zelf.verify_flags.get()
    }

    #[pygetset(setter)]
    fn set_verify_flags(zelf: &Py<Self>, flags: i64) {
        zelf.verify_flags.set(flags);
    }

    #[pygetset]
    fn _host_flags(zelf: &Py<Self>) -> i64 {
        zelf.host_flags.get()
    }

    #[pygetset(setter)]
    fn set__host_flags(zelf: &Py<Self>, flags: i64) {
        zelf.host_flags.set(flags);
    }

    #[pygetset]
    fn options(zelf: &Py<Self>) -> u64 {
        zelf.options.get()
    }

    #[pygetset(setter)]
    fn set_options(zelf: &Py<Self>, options: i64, vm: &VirtualMachine) -> PyResult<()> {
        let options = u64::try_from(options);
        let options = options.map_err(|_| vm.new_value_error("Cannot convert negative int"))?;
        if options & !zelf.options.get() & OP_NO_VERSION != 0 {
            deprecated("ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated", vm)?;
        }
        zelf.options.set(options);
        Ok(())
    }

    #[pygetset]
    fn minimum_version(zelf: &Py<Self>) -> i32 {
        zelf.oldest.get()
    }

    #[pygetset(setter)]
    fn set_minimum_version(zelf: &Py<Self>, version: i32, vm: &VirtualMachine) -> PyResult<()> {
        zelf.check_version(version, vm)?;
        // The newest, as the oldest: that one alone.
        zelf.oldest
            .set(if version == NEWEST { 0x304 } else { version });
        Ok(())
    }

    #[pygetset]
    fn maximum_version(zelf: &Py<Self>) -> i32 {
        zelf.newest.get()
    }

    #[pygetset(setter)]
    fn set_maximum_version(zelf: &Py<Self>, version: i32, vm: &VirtualMachine) -> PyResult<()> {
        zelf.check_version(version, vm)?;
        zelf.newest
            .set(if version == OLDEST { 0x301 } else { version });
        Ok(())
    }

    #[pygetset]
    fn num_tickets(zelf: &Py<Self>) -> i64 {
        zelf.tickets.get()
    }

    #[pygetset(setter)]
    fn set_num_tickets(zelf: &Py<Self>, count: i64, vm: &VirtualMachine) -> PyResult<()> {
        if count < 0 {
            return Err(vm.new_value_error("value must be non-negative"));
        }
        if zelf.protocol != PROTOCOL_SERVER {
            return Err(vm.new_value_error("SSLContext is not a server context."));
        }
        zelf.tickets.set(count);
        Ok(())
    }

    #[pygetset]
    fn security_level(_zelf: &Py<Self>) -> i32 {
        2
    }

    #[pygetset]
    fn post_handshake_auth(zelf: &Py<Self>) -> bool {
        zelf.post_handshake.get()
    }

    #[pygetset(setter)]
    fn set_post_handshake_auth(
        zelf: &Py<Self>,
        value: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.post_handshake.set(value.try_to_bool(vm)?);
        Ok(())
    }

    #[pygetset]
    fn keylog_filename(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.keys.borrow().clone()
    }

    /// The file gets its first line, as in CPython, and nothing more: there are no keys.
    #[pygetset(setter)]
    fn set_keylog_filename(
        zelf: &Py<Self>,
        path: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if let Some(path) = &path {
            let open = vm.import("io", 0)?.get_attr("open", vm)?;
            let file = open.call((path.clone(), "a"), vm)?;
            let first = "# TLS secrets log file, generated by OpenSSL / Python\n";
            vm.call_method(&file, "write", (first,))?;
            vm.call_method(&file, "close", ())?;
        }
        *zelf.keys.borrow_mut() = path;
        Ok(())
    }

    #[pygetset]
    fn _msg_callback(_zelf: &Py<Self>) -> Option<PyObjectRef> {
        None
    }

    #[pygetset(setter)]
    fn set__msg_callback(
        _zelf: &Py<Self>,
        callback: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match callback {
            None => Ok(()),
            Some(_) => {
                Err(vm
                    .new_not_implemented_error("messages of simulated TLS are not told one by one"))
            }
        }
    }

    #[pygetset]
    fn sni_callback(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.chooser.borrow().clone()
    }

    #[pygetset(setter)]
    fn set_sni_callback(
        zelf: &Py<Self>,
        chooser: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if zelf.protocol == PROTOCOL_CLIENT {
            return Err(vm.new_value_error("sni_callback cannot be set on TLS_CLIENT context"));
        }
        if chooser
            .as_ref()
            .is_some_and(|chooser| !chooser.is_callable())
        {
            return Err(vm.new_type_error("not a callable object"));
        }
        *zelf.chooser.borrow_mut() = chooser;
        Ok(())
    }

    #[pymethod]
    fn set_ciphers(zelf: &Py<Self>, list: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let chosen = named(&list.as_wtf8().to_string());
        if chosen.is_empty() {
            return Err(errors::plain("No cipher can be selected.", vm));
        }
        *zelf.ciphers.borrow_mut() = chosen;
        Ok(())
    }

    #[pymethod]
    fn get_ciphers(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let chosen = zelf.ciphers.borrow().clone();
        let all = chosen.iter().map(|at| CIPHERS[*at].told(vm));
        Ok(vm.ctx.new_list(all.collect::<PyResult<_>>()?).into())
    }

    #[pymethod]
    fn _set_alpn_protocols(
        zelf: &Py<Self>,
        list: ArgBytesLike,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let list = list.borrow_buf();
        let mut rest = &list[..];
        let mut all = Vec::new();
        while let Some((length, after)) = rest.split_first() {
            let Some((protocol, after)) = after.split_at_checked(usize::from(*length)) else {
                return Err(vm.new_value_error("a list of protocols that is not whole"));
            };
            all.push(protocol.to_vec());
            rest = after;
        }
        *zelf.protocols.borrow_mut() = all;
        Ok(())
    }

    #[pymethod]
    fn load_cert_chain(zelf: &Py<Self>, args: ChainArgs, vm: &VirtualMachine) -> PyResult<()> {
        let chain = loading::chain(&args.certfile, args.keyfile.as_ref(), args.password, vm)?;
        *zelf.chain.borrow_mut() = chain;
        Ok(())
    }

    #[pymethod]
    fn load_verify_locations(
        zelf: &Py<Self>,
        args: LocationArgs,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        loading::trusted(&zelf.store, args.cafile, args.capath, args.cadata, vm)
    }

    #[pymethod]
    fn set_default_verify_paths(zelf: &Py<Self>) {
        zelf.store.add_public();
    }

    #[pymethod]
    fn cert_store_stats(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let all = zelf.store.all(vm)?;
        let authorities = all.iter().filter(|one| loading::is_authority(one)).count();
        let dict = vm.ctx.new_dict();
        for (key, count) in [("x509", all.len()), ("crl", 0), ("x509_ca", authorities)] {
            dict.set_item(key, vm.ctx.new_int(count).into(), vm)?;
        }
        Ok(dict.into())
    }

    #[pymethod]
    fn get_ca_certs(zelf: &Py<Self>, args: BinaryArgs, vm: &VirtualMachine) -> PyResult {
        let all = zelf.store.all(vm)?;
        let told = all
            .iter()
            .filter(|one| loading::is_authority(one))
            .map(|one| {
                if args.binary_form {
                    Ok(super::certificate::binary(one, vm))
                } else {
                    super::certificate::decoded(one, vm)
                }
            });
        Ok(vm.ctx.new_list(told.collect::<PyResult<_>>()?).into())
    }

    #[pymethod]
    fn session_stats(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
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

    /// Numbers for keys that are not made: the file is read, as far as one can tell what is in it.
    #[pymethod]
    fn load_dh_params(_zelf: &Py<Self>, path: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let open = vm.import("io", 0)?.get_attr("open", vm)?;
        let file = open.call((path.clone(), "rb"), vm)?;
        vm.call_method(&file, "close", ())?;
        let text = super::certificate::file(&path, vm)?;
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

    #[pymethod]
    fn set_ecdh_curve(_zelf: &Py<Self>, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
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

    #[pymethod]
    fn set_psk_client_callback(
        _zelf: &Py<Self>,
        _callback: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_not_implemented_error("PSK is not supported by simulated TLS"))
    }

    #[pymethod]
    fn set_psk_server_callback(
        _zelf: &Py<Self>,
        _callback: PyObjectRef,
        _hint: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_not_implemented_error("PSK is not supported by simulated TLS"))
    }
}

impl Context {
    fn check_version(&self, version: i32, vm: &VirtualMachine) -> PyResult<()> {
        if ![PROTOCOL_TLS, PROTOCOL_CLIENT, PROTOCOL_SERVER].contains(&self.protocol) {
            return Err(vm.new_value_error(
                "The context's protocol doesn't support modification of highest and lowest version.",
            ));
        }
        if let Some((_, name)) = OLD_VERSIONS.iter().find(|(number, _)| *number == version) {
            deprecated(&format!("ssl.TLSVersion.{name} is deprecated"), vm)?;
        }
        if version == OLDEST || version == NEWEST || VERSIONS.contains(&version) {
            return Ok(());
        }
        Err(vm.new_value_error(format!("Unsupported TLS/SSL version {version:#x}")))
    }

    /// The name of the server, and whether this end may be what it is to be.
    fn host(
        &self,
        server_side: bool,
        host: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Option<String>> {
        let named = match &host {
            Some(host) => host.clone().try_to_bool(vm)?,
            None => false,
        };
        if server_side && named {
            return Err(vm.new_value_error("server_hostname can only be specified in client mode"));
        }
        if self.check_hostname.get() && !named {
            return Err(vm.new_value_error("check_hostname requires server_hostname"));
        }
        let wrong = match (self.protocol, server_side) {
            (PROTOCOL_CLIENT, true) => {
                "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context"
            }
            (PROTOCOL_SERVER, false) => {
                "Cannot create a client socket with a PROTOCOL_TLS_SERVER context"
            }
            _ => return host.map(|host| loading::host(&host, vm)).transpose(),
        };
        Err(errors::own_words(wrong, What::WrapSocket, vm))
    }

    /// The versions that are spoken; none, where the settings contradict each other.
    pub(super) fn versions(&self) -> Option<(Version, Version)> {
        let (oldest, newest, options) = (self.oldest.get(), self.newest.get(), self.options.get());
        let spoken = |version: Version, excluded: u64| {
            let number = i32::from(version.number());
            let by_protocol = match self.protocol {
                PROTOCOL_TLS | PROTOCOL_CLIENT | PROTOCOL_SERVER => true,
                PROTOCOL_TLS_1_2 => version == Version::Tls12,
                _ => false,
            };
            by_protocol
                && options & excluded == 0
                && oldest <= number
                && (newest == NEWEST || number <= newest)
        };
        let old = spoken(Version::Tls12, OP_NO_TLS_1_2);
        let new = spoken(Version::Tls13, OP_NO_TLS_1_3);
        match (old, new) {
            (true, true) => Some((Version::Tls12, Version::Tls13)),
            (true, false) => Some((Version::Tls12, Version::Tls12)),
            (false, true) => Some((Version::Tls13, Version::Tls13)),
            (false, false) => None,
        }
    }

    /// `now`: seconds since 1970, whenever it is asked.
    fn check(
        &self,
        expected: Option<Expected>,
        purpose: Purpose,
        now: &Rc<Cell<i64>>,
    ) -> Option<Check> {
        if self.verify_mode.get() == CERT_NONE {
            return None;
        }
        let (store, now) = (Rc::clone(&self.store), Rc::clone(now));
        let partial = self.verify_flags.get() & PARTIAL_CHAIN != 0;
        Some(Check(Rc::new(move |chain| {
            store.check(chain, partial, expected.as_ref(), purpose, now.get())
        })))
    }

    /// What a client of this context wants of `host`.
    pub(super) fn client(&self, host: Option<&str>, now: &Rc<Cell<i64>>) -> ClientConfig {
        let address = host.and_then(|host| host.parse().ok());
        let expected = self.check_hostname.get().then(|| match address {
            Some(address) => Some(Expected::Address(address)),
            None => host.map(|host| Expected::Host(host.to_owned())),
        });
        let (oldest, newest) = self.versions().unwrap_or((Version::Tls12, Version::Tls13));
        ClientConfig {
            // Addresses are not names.
            server_name: host.filter(|_| address.is_none()).map(str::to_owned),
            protocols: self.protocols.borrow().clone(),
            oldest,
            newest,
            check: self.check(expected.flatten(), Purpose::Server, now),
            chain: self.chain.borrow().clone(),
        }
    }

    /// What a server of this context wants.
    pub(super) fn server(&self, now: &Rc<Cell<i64>>) -> ServerConfig {
        let (oldest, newest) = self.versions().unwrap_or((Version::Tls12, Version::Tls13));
        ServerConfig {
            chain: self.chain.borrow().clone(),
            protocols: self.protocols.borrow().clone(),
            oldest,
            newest,
            check: self.check(None, Purpose::Client, now),
            required: self.verify_mode.get() == CERT_REQUIRED,
        }
    }

    /// Whether a transport that ends without a farewell is as good as one.
    pub(super) fn forgives_end(&self) -> bool {
        self.options.get() & OP_IGNORE_UNEXPECTED_EOF != 0
    }

    /// Who chooses by the name that a client asks for.
    pub(super) fn chooser(&self) -> Option<PyObjectRef> {
        self.chooser.borrow().clone()
    }

    /// The ciphers that it offers, as `shared_ciphers()` tells of them.
    pub(super) fn offered(&self, vm: &VirtualMachine) -> PyObjectRef {
        let all = self
            .ciphers
            .borrow()
            .iter()
            .map(|at| CIPHERS[*at].brief(vm))
            .collect();
        vm.ctx.new_list(all).into()
    }
}
