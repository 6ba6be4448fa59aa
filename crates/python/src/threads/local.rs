//! `_thread._local`.
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, Py, PyPayload, PyResult, VirtualMachine,
    builtins::{PyDictRef, PyStr, PyTypeRef},
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{GetAttr, SetAttr},
};
use std::{cell::RefCell, collections::HashMap};

use super::rlock::ident;

/// `_thread._local`: attributes of their own for each thread.
#[pyclass(module = "_thread", name = "_local")]
#[derive(Debug, PyPayload)]
pub(super) struct Local {
    args: PyRwLock<FuncArgs>,
    dicts: RefCell<HashMap<u64, PyDictRef>>,
}

#[pyclass(with(GetAttr, SetAttr), flags(BASETYPE, HAS_WEAKREF))]
impl Local {
    fn has_init(class: &PyTypeRef, vm: &VirtualMachine) -> bool {
        let name = vm.ctx.intern_str("__init__");
        let plain = vm.ctx.types.object_type.get_attr(name);
        match (class.get_attr(name), plain) {
            (Some(init), Some(plain)) => !init.is(&plain),
            _ => false,
        }
    }

    #[pyslot]
    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if !args.is_empty() && !Self::has_init(&cls, vm) {
            return Err(vm.new_type_error("Initialization arguments are not supported"));
        }
        let local = Self {
            args: PyRwLock::new(args),
            dicts: RefCell::default(),
        };
        // The class calls `__init__` itself for the thread that makes the object.
        local.dicts.borrow_mut().insert(ident(), vm.ctx.new_dict());
        Ok(local.into_ref_with_type(vm, cls)?.into())
    }

    fn dict(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let me = ident();
        if let Some(dict) = zelf.dicts.borrow().get(&me) {
            return Ok(dict.clone());
        }
        let dict = vm.ctx.new_dict();
        zelf.dicts.borrow_mut().insert(me, dict.clone());
        let class = zelf.class().to_owned();
        if Self::has_init(&class, vm) {
            let args = zelf.args.read().clone();
            if let Err(error) = vm.call_method(zelf.as_object(), "__init__", args) {
                zelf.dicts.borrow_mut().remove(&me);
                return Err(error);
            }
        }
        Ok(dict)
    }
}

impl GetAttr for Local {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        let dict = Self::dict(zelf, vm)?;
        if name.as_bytes() == b"__dict__" {
            return Ok(dict.into());
        }
        match zelf.as_object().generic_getattr_opt(name, Some(dict), vm)? {
            Some(value) => Ok(value),
            None => Err(vm.new_no_attribute_error(zelf.to_owned().into(), name.to_owned())),
        }
    }
}

impl SetAttr for Local {
    fn setattro(
        zelf: &Py<Self>,
        name: &Py<PyStr>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let class_name = zelf.class().name().to_string();
        if name.as_bytes() == b"__dict__" {
            return Err(vm.new_attribute_error(format!(
                "'{class_name}' object attribute '__dict__' is read-only"
            )));
        }
        let dict = Self::dict(zelf, vm)?;
        match value {
            PySetterValue::Assign(value) => dict.set_item(name, value, vm),
            PySetterValue::Delete if !dict.contains_key(name, vm) => {
                Err(vm.new_no_attribute_error(zelf.to_owned().into(), name.to_owned()))
            }
            PySetterValue::Delete => dict.del_item(name, vm),
        }
    }
}
