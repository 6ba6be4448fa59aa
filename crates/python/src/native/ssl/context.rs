//! `_SSLContext`: what sessions are made with.

use super::{
    arguments::{BinaryArgs, ChainArgs, LocationArgs, WrapBioArgs, WrapSocketArgs},
    ciphers::{CIPHERS, named},
    connection::Connection,
    errors, loading,
    settings::{
        CERT_NONE, CERT_REQUIRED, NEWEST, OLDEST, OP_NO_VERSION, PROTOCOL_CLIENT, PROTOCOL_SERVER,
        Settings, deprecated, protocols_in,
    },
    socket::Socket,
    transport::Transport,
};
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyStrRef, PyType},
    function::{ArgBytesLike, OptionalArg},
    pyclass,
    types::Constructor,
};
use std::ops::Deref;

/// `_ssl._SSLContext`.
#[pyclass(module = "_ssl", name = "_SSLContext")]
#[derive(Debug, PyPayload)]
pub(super) struct Context {
    settings: Settings,
}

impl Deref for Context {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

impl Constructor for Context {
    type Args = (i32,);

    fn py_new(_class: &Py<PyType>, (protocol,): (i32,), vm: &VirtualMachine) -> PyResult<Context> {
        let settings = Settings::new(protocol, vm)?;
        Ok(Context { settings })
    }
}

impl Context {
    /// Shows these certificates from now on.
    pub(super) fn show(&self, chain: Vec<tls::Certificate>) {
        *self.chain.borrow_mut() = chain;
    }
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
        let connection = Connection::new(
            zelf,
            transport,
            args.server_side,
            host,
            args.owner,
            args.session,
            vm,
        )?;
        Ok(Socket { connection })
    }

    #[pymethod]
    fn _wrap_bio(zelf: PyRef<Self>, args: WrapBioArgs, vm: &VirtualMachine) -> PyResult<Socket> {
        let transport = Transport::Bios {
            incoming: args.incoming,
            outgoing: args.outgoing,
        };
        let host = zelf.host(args.server_side, args.server_hostname, vm)?;
        let connection = Connection::new(
            zelf,
            transport,
            args.server_side,
            host,
            args.owner,
            args.session,
            vm,
        )?;
        Ok(Socket { connection })
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
        let all = protocols_in(&list.borrow_buf())
            .ok_or_else(|| vm.new_value_error("a list of protocols that is not whole"))?;
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
        zelf.store.counted(vm)
    }

    #[pymethod]
    fn get_ca_certs(zelf: &Py<Self>, args: BinaryArgs, vm: &VirtualMachine) -> PyResult {
        zelf.store.told(args.binary_form, vm)
    }

    #[pymethod]
    fn session_stats(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        loading::no_sessions(vm)
    }

    /// Numbers for keys that are not made: the file is read, as far as one can tell what is in it.
    #[pymethod]
    fn load_dh_params(_zelf: &Py<Self>, path: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        loading::exchange_numbers(&path, vm)
    }

    #[pymethod]
    fn set_ecdh_curve(_zelf: &Py<Self>, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        loading::curve(&name, vm)
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
