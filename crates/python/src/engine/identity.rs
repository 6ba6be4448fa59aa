//! Addresses that are the same in every run: `id`, and every `repr` that shows one, give an object a number when they
//! first see it, in place of where the machine happened to put it.
//!
//! Two objects that live at the same time have two addresses, and so two numbers. When one dies and another takes its
//! place, the number passes on with the place, as the address does in CPython: so nothing has to be told of deaths,
//! and the table holds at most one entry for each place that was ever looked at.
//!
//! What is looked at while modules are imported for an image has numbers of its own, and stays: a script that runs from the image
//! finds the same numbers for its objects as one that does not.

pub(crate) use native::{module_def, set_ahead};

#[rustpython_vm::pymodule(name = "_loopscope_identity")]
mod native {
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{PyStr, PyType, PyTypeRef},
        function::PyMethodFlags,
    };
    use std::{
        cell::{Cell, RefCell},
        collections::HashMap,
    };

    /// Where CPython's objects lie on Linux, more or less.
    const FIRST: u64 = 0x7f3a_9c40_0000;
    /// Those that were looked at ahead lie elsewhere.
    const FIRST_AHEAD: u64 = 0x7f3a_5c40_0000;
    /// Objects are apart by so much.
    const STEP: u64 = 0x30;

    type Show = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

    thread_local! {
        static NUMBERS: RefCell<HashMap<usize, u64>> = RefCell::default();
        /// Numbers that were given ahead. The objects are kept, so that their places never pass on.
        static AHEAD: RefCell<HashMap<usize, (u64, PyObjectRef)>> = RefCell::default();
        static IS_AHEAD: Cell<bool> = const { Cell::new(false) };
        /// The `repr` that each class had, by the class's address.
        static SHOWN: RefCell<HashMap<usize, Show>> = RefCell::default();
    }

    /// Whether modules are imported ahead of scripts from here on.
    pub(crate) fn set_ahead(ahead: bool) {
        IS_AHEAD.set(ahead);
    }

    fn number(object: &PyObject) -> u64 {
        let place = object.get_id();
        NUMBERS.with(|numbers| {
            let mut numbers = numbers.borrow_mut();
            if let Some(number) = numbers.get(&place) {
                return *number;
            }
            AHEAD.with(|ahead| {
                let mut ahead = ahead.borrow_mut();
                if let Some((number, _)) = ahead.get(&place) {
                    return *number;
                }
                if IS_AHEAD.get() {
                    let next = FIRST_AHEAD + ahead.len() as u64 * STEP;
                    ahead.insert(place, (next, object.to_owned()));
                    return next;
                }
                let next = FIRST + numbers.len() as u64 * STEP;
                numbers.insert(place, next);
                next
            })
        })
    }

    /// `id(object)`: a number that no other living object has.
    #[pyfunction]
    fn id(object: PyObjectRef) -> u64 {
        number(&object)
    }

    /// Lets the `repr` of these classes, and of all that inherit theirs, show the number.
    #[pyfunction]
    fn watch(classes: Vec<PyTypeRef>, vm: &VirtualMachine) {
        for class in classes {
            let Some(original) = class.slots.repr.load() else {
                continue;
            };
            // It inherits from one that is watched already.
            if std::ptr::fn_addr_eq(original, show as Show) {
                continue;
            }
            SHOWN.with(|shown| shown.borrow_mut().insert(class.get_id(), original));
            replace(&class, original);
            let explicit = |object: PyObjectRef, vm: &VirtualMachine| show(&object, vm);
            let def = vm.ctx.new_method_def(
                "__repr__",
                explicit,
                PyMethodFlags::METHOD,
                Default::default(),
            );
            let method = def.build_method(vm.ctx.types.object_type, vm);
            class.set_attr(vm.ctx.intern_str("__repr__"), method.into());
        }
    }

    fn replace(class: &Py<PyType>, original: Show) {
        if class
            .slots
            .repr
            .load()
            .is_some_and(|slot| std::ptr::fn_addr_eq(slot, original))
        {
            class.slots.repr.store(Some(show));
            for child in class.subclasses.read().iter() {
                if let Some(child) = child.upgrade()
                    && let Some(child) = child.downcast_ref::<PyType>()
                {
                    replace(child, original);
                }
            }
        }
    }

    fn show(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let class = object.class();
        let original = SHOWN.with(|shown| {
            let shown = shown.borrow();
            class
                .mro_map_collect(|class| shown.get(&class.get_id()).copied())
                .into_iter()
                .flatten()
                .next()
        });
        let Some(original) = original else {
            return Err(vm.new_type_error(format!("{} has no repr", class.name())));
        };
        let text = original(object, vm)?;
        let Some(plain) = text.to_str().filter(|text| text.contains("0x")) else {
            return Ok(text);
        };
        let mut plain = numbered(plain, object);
        // What it is bound to, or refers to, is shown with its address, too.
        for name in ["__self__", "cell_contents"] {
            if plain.contains(" at 0x")
                && let Some(other) = vm.get_attribute_opt(object, name)?
            {
                plain = numbered(&plain, &other);
            }
        }
        if object.class().is(vm.ctx.types.weakref_type) {
            let other: PyObjectRef = object.to_owned().call((), vm)?;
            plain = numbered(&plain, &other);
        }
        if object.class().is(vm.ctx.types.async_generator) {
            plain = plain.replacen("<async generator object", "<async_generator object", 1);
        }
        Ok(vm.ctx.new_str(plain))
    }

    fn numbered(text: &str, object: &PyObject) -> String {
        let address = format!("{:#x}", object.get_id());
        match text.contains(&address) {
            true => text.replace(&address, &format!("{:#x}", number(object))),
            false => text.to_owned(),
        }
    }
}
