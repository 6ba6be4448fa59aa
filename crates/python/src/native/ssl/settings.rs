//! What a context is set to, and what its sessions want by it.

use super::{
    ciphers::CIPHERS,
    errors::{self, What},
    loading,
    store::Store,
};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tls::{Certificate, Check, ClientConfig, Expected, Purpose, ServerConfig, Version};

const PROTOCOL_TLS: i32 = 2;
const PROTOCOLS: [i32; 6] = [PROTOCOL_TLS, 3, 4, 5, PROTOCOL_CLIENT, PROTOCOL_SERVER];
pub(super) const PROTOCOL_CLIENT: i32 = 16;
pub(super) const PROTOCOL_SERVER: i32 = 17;
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
pub(super) fn deprecated(text: &str, vm: &VirtualMachine) -> PyResult<()> {
    let warn = vm.import("warnings", 0)?.get_attr("warn", vm)?;
    let category = vm.ctx.exceptions.deprecation_warning.to_owned();
    warn.call((text, category, 2), vm).map(drop)
}

pub(super) const CERT_NONE: i32 = 0;
pub(super) const CERT_REQUIRED: i32 = 2;

const OP_NO_TLS_1_2: u64 = 1 << 27;
const OP_NO_TLS_1_3: u64 = 1 << 29;
/// SSL 2 and 3, TLS 1 and 1.1, 1.2 and 1.3: what excludes single versions.
pub(super) const OP_NO_VERSION: u64 = 1 << 25 | 1 << 26 | 1 << 28 | OP_NO_TLS_1_2 | OP_NO_TLS_1_3;
const OP_IGNORE_UNEXPECTED_EOF: u64 = 1 << 7;
/// What a fresh context has on Debian.
const USUAL_OPTIONS: u64 = 2_186_412_112;

const TRUSTED_FIRST: i64 = 0x8000;
const PARTIAL_CHAIN: i64 = 0x8_0000;

/// `TLSVersion.MINIMUM_SUPPORTED`, `MAXIMUM_SUPPORTED`: as far as the system goes.
pub(super) const OLDEST: i32 = -2;
pub(super) const NEWEST: i32 = -1;
/// SSL 3 to TLS 1.3 by their numbers.
const VERSIONS: std::ops::RangeInclusive<i32> = 0x300..=0x304;

/// What a context is set to.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) protocol: i32,
    pub(super) check_hostname: Cell<bool>,
    pub(super) verify_mode: Cell<i32>,
    pub(super) verify_flags: Cell<i64>,
    pub(super) host_flags: Cell<i64>,
    pub(super) options: Cell<u64>,
    pub(super) oldest: Cell<i32>,
    pub(super) newest: Cell<i32>,
    pub(super) tickets: Cell<i64>,
    pub(super) post_handshake: Cell<bool>,
    pub(super) ciphers: RefCell<Vec<usize>>,
    pub(super) protocols: RefCell<Vec<Vec<u8>>>,
    pub(super) chain: RefCell<Vec<Certificate>>,
    pub(super) store: Rc<Store>,
    pub(super) chooser: RefCell<Option<PyObjectRef>>,
    pub(super) keys: RefCell<Option<PyObjectRef>>,
}

impl Settings {
    /// What a fresh context of that protocol is set to.
    pub(super) fn new(protocol: i32, vm: &VirtualMachine) -> PyResult<Settings> {
        if !PROTOCOLS.contains(&protocol) {
            return Err(vm.new_value_error(format!(
                "invalid or unsupported protocol version {protocol}"
            )));
        }
        if let Some((_, name)) = OLD_PROTOCOLS.iter().find(|(number, _)| *number == protocol) {
            deprecated(&format!("ssl.{name} is deprecated"), vm)?;
        }
        let is_client = protocol == PROTOCOL_CLIENT;
        Ok(Settings {
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

    pub(super) fn check_version(&self, version: i32, vm: &VirtualMachine) -> PyResult<()> {
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
    pub(super) fn host(
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

/// The protocols in a list as ALPN has it, each after its length; `None`, if the list is not whole.
pub(super) fn protocols_in(mut list: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    while let Some((length, after)) = list.split_first() {
        let (protocol, after) = after.split_at_checked(usize::from(*length))?;
        all.push(protocol.to_vec());
        list = after;
    }
    Some(all)
}
