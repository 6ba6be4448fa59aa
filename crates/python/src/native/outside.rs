//! The module `_loopscope_hosts`: hosts of the world outside for which an application of the script's folder answers.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_hosts")]
mod native {
    use crate::{engine::session::Session, native::ssl::show_certificates};
    use hosts::Failing;
    use machine::net::Directory;
    use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, builtins::PyStrRef};

    /// Those hosts: `(name, addresses, application, share of requests that fail, how they do, seed)`.
    #[pyfunction]
    fn served(vm: &VirtualMachine) -> Vec<PyObjectRef> {
        let Some(session) = Session::current() else {
            return Vec::new();
        };
        let text = |text: &str| -> PyObjectRef { vm.ctx.new_str(text).into() };
        let served = session.outside.iter().filter_map(|host| {
            let app = host.app.as_deref()?;
            let found = session.world.host(&host.name)?;
            // The network knows whom it has looked up.
            let _ = session.network.look_up(&host.name);
            let addresses = found.addresses.iter();
            let addresses = addresses.map(|address| text(&address.to_string()));
            let failing = match host.settings.failing {
                Failing::Reset => "reset",
                Failing::Unavailable => "503",
                Failing::Silence => "silence",
            };
            let rate = vm.ctx.new_float(host.settings.failure_rate).into();
            Some(
                vm.ctx
                    .new_tuple(vec![
                        text(&host.name),
                        vm.ctx.new_list(addresses.collect()).into(),
                        text(app),
                        rate,
                        text(failing),
                        vm.ctx.new_int(session.seed).into(),
                    ])
                    .into(),
            )
        });
        served.collect()
    }

    /// Lets a context show the certificate of a host.
    #[pyfunction]
    fn certify(context: PyObjectRef, name: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let Some(session) = Session::current() else {
            return Ok(());
        };
        let name = name.as_wtf8().to_string();
        show_certificates(&context, session.world.certificates(&name), vm)
    }
}
