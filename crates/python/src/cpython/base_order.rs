//! The order in which a class's bases are searched: `mro_implementation`, `pmerge` and `set_mro_error` of CPython's
//! `typeobject.c`.
//!
//! RustPython merges the orders of the bases, and leaves out the list of the bases itself. So in
//!
//! ```text
//! class T(U): ...
//! class C(T, A, U): ...
//! ```
//!
//! it searches `U` before `A`, against the order in which `C` names them. What is merged here is all of it.
//!
//! RustPython's own functions compute an order while they make a class, or change its bases, and go on with it. They are
//! not replaced: while they compute, the first base tells the order that is right, and the merge of that with the others'
//! is the same.

use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyDict, PyTuple, PyTupleRef, PyType, PyTypeRef},
    class::PyClassImpl,
    function::{FuncArgs, PyMethodFlags, PySetterValue},
    pyclass,
    types::PyTypeFlags,
};
use std::{cell::RefCell, sync::OnceLock};

type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

/// RustPython's `type.__new__`. Built-in types belong to the whole program: replaced once.
static MAKE: OnceLock<New> = OnceLock::new();

thread_local! {
    /// RustPython's `type.__bases__`.
    static BASES: RefCell<Option<PyObjectRef>> = const { RefCell::new(None) };
}

/// The attribute that stands first in a class while it is made.
const FIRST: &str = "<order of bases>";

/// So long may the text of an error be.
const MOST_TEXT: usize = 1000;

/// Puts it in place, once an interpreter.
pub fn install(vm: &VirtualMachine) {
    let class = vm.ctx.types.type_type;
    let _ = Restoring::make_static_type();
    if let Some(original) = class.slots.new.load()
        && MAKE.set(original).is_ok()
    {
        class.slots.new.store(Some(make));
    }
    let def = vm.ctx.new_method_def(
        "mro",
        |class: PyTypeRef, vm: &VirtualMachine| -> PyResult<Vec<PyObjectRef>> {
            let order = order_of(&class, vm)?;
            Ok(order.into_iter().map(Into::into).collect())
        },
        PyMethodFlags::METHOD,
        Default::default(),
    );
    let method = def.build_method(class, vm);
    class.set_attr(vm.ctx.intern_str("mro"), method.into());
    let name = vm.ctx.intern_str("__bases__");
    if let Some(original) = class.get_attr(name) {
        BASES.set(Some(original));
        let bases = vm.ctx.new_getset(
            "__bases__",
            class,
            |class: PyTypeRef| -> PyTupleRef { class.bases.read().clone().into_untyped() },
            |class: PyTypeRef, value: PySetterValue, vm: &VirtualMachine| {
                set_bases(&class, value, vm)
            },
        );
        class.set_attr(name, bases.into());
    }
}

/// Why an order of bases cannot be, as CPython says it.
struct Contradiction(String);

/// Merges lists of classes: each class comes before those that any list names after it (`pmerge`).
fn merge(lists: &[Vec<PyTypeRef>]) -> Result<Vec<PyTypeRef>, Contradiction> {
    let mut at = vec![0; lists.len()];
    let mut merged = Vec::new();
    loop {
        let heads = lists.iter().zip(&at).filter_map(|(list, &at)| list.get(at));
        let next = heads.clone().find(|head| {
            let in_tail = |(list, &at): (&Vec<PyTypeRef>, &usize)| {
                list.iter().skip(at + 1).any(|class| class.is(*head))
            };
            !lists.iter().zip(&at).any(in_tail)
        });
        let Some(next) = next.cloned() else {
            let mut left: Vec<&PyTypeRef> = Vec::new();
            for head in heads {
                if !left.iter().any(|class| class.is(head)) {
                    left.push(head);
                }
            }
            return if left.is_empty() {
                Ok(merged)
            } else {
                Err(Contradiction(contradiction(&left)))
            };
        };
        for (list, at) in lists.iter().zip(&mut at) {
            if list.get(*at).is_some_and(|class| class.is(&next)) {
                *at += 1;
            }
        }
        merged.push(next);
    }
}

fn contradiction(left: &[&PyTypeRef]) -> String {
    let names: Vec<String> = left.iter().map(|class| class.name().to_string()).collect();
    let mut text = format!(
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    );
    let mut end = text.len().min(MOST_TEXT - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

/// What is merged for a class with these bases: their own orders.
fn orders(bases: &[PyTypeRef]) -> Vec<Vec<PyTypeRef>> {
    bases
        .iter()
        .map(|base| base.mro.read().iter().cloned().collect())
        .collect()
}

/// The order of a class with these bases, without the class itself.
fn order(bases: &[PyTypeRef], vm: &VirtualMachine) -> PyResult<Vec<PyTypeRef>> {
    let mut lists = orders(bases);
    for (index, base) in bases.iter().enumerate() {
        if lists[index].is_empty() {
            let text = format!("Cannot extend an incomplete type '{}'", base.name());
            return Err(vm.new_type_error(text));
        }
        if bases[..index].iter().any(|other| other.is(base)) {
            return Err(vm.new_type_error(format!("duplicate base class {}", base.name())));
        }
    }
    if let [only] = lists.as_mut_slice() {
        return Ok(std::mem::take(only));
    }
    lists.push(bases.to_vec());
    merge(&lists).map_err(|Contradiction(text)| vm.new_type_error(text))
}

/// `type.mro`.
fn order_of(class: &Py<PyType>, vm: &VirtualMachine) -> PyResult<Vec<PyTypeRef>> {
    let bases = class.bases.read().as_slice().to_vec();
    let mut order = order(&bases, vm)?;
    order.insert(0, class.to_owned());
    Ok(order)
}

/// Whether RustPython would find this order, too.
fn is_found_anyway(order: &[PyTypeRef], bases: &[PyTypeRef]) -> bool {
    merge(&orders(bases)).is_ok_and(|found| {
        found.len() == order.len() && found.iter().zip(order).all(|(one, other)| one.is(other))
    })
}

/// The first base while RustPython computes an order: it tells the right one. At the end, its own again.
#[pyclass(module = false, name = "<order of bases>")]
#[derive(Debug, PyPayload)]
struct Restoring {
    base: PyTypeRef,
    own: RefCell<Option<Vec<PyTypeRef>>>,
}

impl Restoring {
    fn begin(base: &PyTypeRef, order: Vec<PyTypeRef>) -> Self {
        let own = std::mem::replace(&mut *base.mro.write(), order);
        Self {
            base: base.clone(),
            own: RefCell::new(Some(own)),
        }
    }

    fn end(&self) {
        if let Some(own) = self.own.take() {
            *self.base.mro.write() = own;
            // What was looked up meanwhile is forgotten.
            self.base.modified();
        }
    }
}

impl Drop for Restoring {
    fn drop(&mut self) {
        self.end();
    }
}

#[pyclass]
impl Restoring {
    /// Called first of all attributes, before anything of a script's sees the class.
    #[pymethod]
    fn __set_name__(
        zelf: &Py<Self>,
        owner: PyObjectRef,
        _name: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.end();
        owner.del_attr(vm.ctx.intern_str(FIRST), vm)
    }
}

/// `type.__new__`.
fn make(metatype: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let original = *MAKE.get().expect("it took the place of another");
    match misordered(&metatype, &args, vm)? {
        None => original(metatype, args, vm),
        Some((base, order)) => {
            let restoring = Restoring::begin(&base, order).into_ref(&vm.ctx);
            let made =
                with_first(&args, &restoring, vm).and_then(|args| original(metatype, args, vm));
            restoring.end();
            made
        }
    }
}

/// The arguments of `type.__new__`, with an attribute before all others.
fn with_first(
    args: &FuncArgs,
    first: &PyRef<Restoring>,
    vm: &VirtualMachine,
) -> PyResult<FuncArgs> {
    let attributes = vm.ctx.new_dict();
    attributes.set_item(FIRST, first.clone().into(), vm)?;
    attributes.merge_object(args.args[2].clone(), vm)?;
    let mut args = args.clone();
    args.args[2] = attributes.into();
    Ok(args)
}

/// The first base and the right order, where RustPython would find another.
///
/// A class with a metaclass of its own asks that for the order, and so `type.mro`.
fn misordered(
    metatype: &PyTypeRef,
    args: &FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Option<(PyTypeRef, Vec<PyTypeRef>)>> {
    let plain = vm.ctx.types.type_type;
    let [_, bases, attributes] = args.args.as_slice() else {
        return Ok(None);
    };
    let Some(bases) = bases.downcast_ref::<PyTuple>() else {
        return Ok(None);
    };
    if !metatype.is(plain) || bases.len() < 2 || !attributes.fast_isinstance(PyDict::class(&vm.ctx))
    {
        return Ok(None);
    }
    let mut classes = Vec::with_capacity(bases.len());
    for base in bases {
        match base.clone().downcast::<PyType>() {
            Ok(base)
                if base.class().is(plain)
                    && base.slots.flags.has_feature(PyTypeFlags::BASETYPE) =>
            {
                classes.push(base);
            }
            _ => return Ok(None),
        }
    }
    let order = order(&classes, vm)?;
    Ok((!is_found_anyway(&order, &classes)).then(|| (classes.swap_remove(0), order)))
}

/// Sets `__bases__`, and orders the class and those below it anew. None of them is changed when one cannot be.
fn set_bases(class: &PyTypeRef, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
    let PySetterValue::Assign(value) = value else {
        let text = format!(
            "cannot delete '__bases__' attribute of type '{}'",
            class.name()
        );
        return Err(vm.new_type_error(text));
    };
    let old = class.bases.read().clone().into_untyped();
    assign(class, value, vm)?;
    reorder_below(class, vm).inspect_err(|_| {
        // As it was: that was in order.
        _ = assign(class, old.into(), vm).and_then(|()| reorder_below(class, vm));
    })
}

/// Sets the bases of one class by RustPython's own setter.
fn assign(class: &PyTypeRef, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let classes: Option<Vec<PyTypeRef>> = value.downcast_ref::<PyTuple>().and_then(|bases| {
        let classes = bases.iter().map(|base| base.clone().downcast().ok());
        classes.collect()
    });
    let plain = class.class().is(vm.ctx.types.type_type);
    let cyclic = |base: &PyTypeRef| base.mro.read().iter().any(|above| above.is(class));
    let restoring = match classes {
        Some(classes) if plain && classes.len() > 1 && !classes.iter().any(cyclic) => {
            let order = order(&classes, vm)?;
            (!is_found_anyway(&order, &classes)).then(|| Restoring::begin(&classes[0], order))
        }
        _ => None,
    };
    let original = BASES.with(|bases| bases.borrow().clone());
    let original = original.expect("it took the place of another");
    let done = vm.call_method(&original, "__set__", (class.clone(), value));
    drop(restoring);
    done.map(drop)
}

/// Sets the bases again of all that inherit from a class and are in another order than they should be.
fn reorder_below(class: &PyTypeRef, vm: &VirtualMachine) -> PyResult<()> {
    let below: Vec<PyTypeRef> = class
        .subclasses
        .read()
        .iter()
        .filter_map(|subclass| subclass.upgrade()?.downcast().ok())
        .collect();
    for subclass in below {
        if subclass.class().is(vm.ctx.types.type_type) {
            let right = order_of(&subclass, vm)?;
            let is_right = {
                let order = subclass.mro.read();
                order.len() == right.len()
                    && order.iter().zip(&right).all(|(one, other)| one.is(other))
            };
            if !is_right {
                let bases = subclass.bases.read().clone().into_untyped();
                assign(&subclass, bases.into(), vm)?;
            }
        }
        reorder_below(&subclass, vm)?;
    }
    Ok(())
}
