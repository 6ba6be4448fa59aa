//! Functions of ours, written in Python, that stand for functions of C: they look and fail like those.

pub use input::Input;
pub(crate) use native::module_def;

mod input {
    use std::io::{self, Read};

    /// What standard input holds.
    #[derive(Clone, Debug)]
    pub enum Input {
        /// This text, and then its end.
        Text(String),
        /// The program's own standard input, read when the script asks for it.
        Host,
    }

    impl Input {
        /// Up to `size` bytes more; none at the end.
        pub fn read(&mut self, size: usize) -> io::Result<Vec<u8>> {
            match self {
                Self::Text(text) => Ok(std::mem::take(text).into_bytes()),
                Self::Host => {
                    let mut bytes = vec![0; size];
                    let length = io::stdin().read(&mut bytes)?;
                    bytes.truncate(length);
                    Ok(bytes)
                }
            }
        }
    }
}

#[rustpython_vm::pymodule(name = "_loopscope_builtin")]
mod native {
    use crate::engine::session::Session;
    use rustpython_vm::{
        PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{PyStr, PyStrRef, PyTypeRef},
        function::{FuncArgs, PyMethodFlags},
    };

    /// So many frames fit on the stack, whatever they do.
    #[pyattr]
    const MOST_FRAMES: usize = if cfg!(target_arch = "wasm32") {
        20_000
    } else {
        200_000
    };

    /// Makes a built-in function of a Python function: its own frames show in no traceback. What it makes is
    /// never given back: to be called once a function and interpreter.
    #[pyfunction]
    fn function(python: PyObjectRef, name: PyStrRef, vm: &VirtualMachine) -> PyObjectRef {
        let name: &'static str = vm.ctx.intern_str(name.to_string()).as_str();
        let call = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            python
                .call(args, vm)
                .inspect_err(|error| error.set_traceback(None))
        };
        vm.ctx
            .new_method_def(name, call, PyMethodFlags::EMPTY, Default::default())
            .build_function(vm, None)
            .into()
    }

    /// Has arrays show their elements as CPython does (`array_repr`): as a list of them.
    #[pyfunction]
    fn show_arrays(class: PyTypeRef, vm: &VirtualMachine) {
        class.slots.repr.store(Some(array_repr));
        let show = |array: PyObjectRef, vm: &VirtualMachine| array_repr(&array, vm);
        let (name, flags) = ("__repr__", PyMethodFlags::METHOD);
        let def = vm.ctx.new_method_def(name, show, flags, Default::default());
        let method = def.build_method(Box::leak(Box::new(class.clone())), vm);
        class.set_attr(vm.ctx.intern_str(name), method.into());
    }

    fn array_repr(array: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let class = array.class().name().to_string();
        let code = array.get_attr("typecode", vm)?.str(vm)?;
        if array.length(vm)? == 0 {
            return Ok(vm.ctx.new_str(format!("{class}('{code}')")));
        }
        let read = if matches!(code.to_string().as_str(), "u" | "w") {
            "tounicode"
        } else {
            "tolist"
        };
        let elements = vm.call_method(array, read, ())?.repr(vm)?;
        Ok(vm.ctx.new_str(format!("{class}('{code}', {elements})")))
    }

    /// Up to `size` bytes of standard input; none at its end.
    #[pyfunction]
    fn read_input(size: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let read = Session::with(|session| session.input.borrow_mut().read(size));
        read.unwrap_or(Ok(Vec::new()))
            .map_err(|error| vm.new_os_error(error.to_string()))
    }
}
