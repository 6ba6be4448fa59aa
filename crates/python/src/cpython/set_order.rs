//! The order of sets. RustPython's are walked in the order of insertion, CPython's as they lie in a hash table; and where
//! the hashes are those of numbers, that order is the same in every run, so that scripts print it.
//!
//! The table is laid out again from what the set holds, in the order in which it was inserted (`set_add_entry`,
//! `set_table_resize` of CPython's `setobject.c`). Not known is what was in the set and has been removed, nor what it was
//! copied from; both move elements only where hashes collide or the table has another size. Sets with anything in
//! them whose hash CPython draws anew in each run, such as strings, keep the order of insertion.

use crate::cpython::instructions;
use rustpython_common::lock::PyMutex;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyTuple, PyType},
    bytecode::Opcode,
    class::PyClassImpl,
    function::PyMethodFlags,
    protocol::PyIterReturn,
    pyclass,
    types::{IterNext, Iterable, SelfIter},
};
use std::cell::{OnceCell, RefCell};

/// How many neighbours of a slot are looked at before the next probe (`LINEAR_PROBES`).
const LINEAR_PROBES: usize = 9;
/// The size of the smallest table (`PySet_MINSIZE`).
const SMALLEST: usize = 8;
/// Above this many elements a table grows by 2 and not by 4.
const LARGE: usize = 50_000;
/// The largest set whose `pop` looks for the element that CPython would give.
const MOST_POPPED: usize = 1_000;

type Iter = fn(PyObjectRef, &VirtualMachine) -> PyResult;
type Show = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;
type Call =
    fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;

/// What RustPython does, where this does not know better.
struct Original {
    iter: [Iter; 2],
    repr: [Show; 2],
    call: [Call; 2],
}

/// The set that was popped last, and what it gives next, the last first.
struct Popped {
    set: PyRef<PySet>,
    rest: Vec<PyObjectRef>,
}

thread_local! {
    static ORIGINAL: OnceCell<Original> = const { OnceCell::new() };
    static POPPED: RefCell<Option<Popped>> = const { RefCell::new(None) };
}

/// Puts CPython's order in place, once an interpreter.
pub fn install(vm: &VirtualMachine) {
    let types = &vm.ctx.types;
    let sets = [types.set_type, types.frozenset_type];
    let sequences = [types.list_type, types.tuple_type];
    ORIGINAL.with(|original| {
        original.get_or_init(|| Original {
            iter: sets.map(|set| set.slots.iter.load().expect("sets can be walked")),
            repr: sets.map(|set| set.slots.repr.load().expect("sets can be shown")),
            call: sequences.map(|class| class.slots.vectorcall.load().expect("made by a call")),
        });
    });
    let _ = SetIterator::make_static_type();
    for set in sets {
        set.slots.iter.store(Some(iter));
        set.slots.repr.store(Some(repr));
        // Subclasses find them by name.
        let method = |def: PyRef<rustpython_vm::function::HeapMethodDef>| def.build_method(set, vm);
        let walk =
            vm.ctx
                .new_method_def("__iter__", iter, PyMethodFlags::METHOD, Default::default());
        let show = |set: PyObjectRef, vm: &VirtualMachine| repr(&set, vm);
        let show =
            vm.ctx
                .new_method_def("__repr__", show, PyMethodFlags::METHOD, Default::default());
        for (name, def) in [("__iter__", walk), ("__repr__", show)] {
            set.set_attr(vm.ctx.intern_str(name), method(def).into());
        }
    }
    types.list_type.slots.vectorcall.store(Some(make::<0>));
    types.tuple_type.slots.vectorcall.store(Some(make::<1>));
    let def = vm
        .ctx
        .new_method_def("pop", pop, PyMethodFlags::METHOD, Default::default());
    let method = def.build_method(types.set_type, vm).into();
    types.set_type.set_attr(vm.ctx.intern_str("pop"), method);
}

fn original<T>(ask: impl FnOnce(&Original) -> T) -> T {
    ORIGINAL.with(|original| ask(original.get().expect("set when it was replaced")))
}

/// Which of the two classes of sets an object is of.
fn index(set: &PyObject) -> usize {
    usize::from(set.downcast_ref::<PySet>().is_none())
}

fn iter(set: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    match ordered(&set, vm).filter(|_| !is_constant(&set, vm)) {
        Some(elements) => Ok(SetIterator {
            size: elements.len(),
            walk: PyMutex::new(Some((set, elements.into_iter()))),
        }
        .into_pyobject(vm)),
        None => original(|original| original.iter[index(&set)])(set, vm),
    }
}

/// Whether it is the constant of a set that is being made from its source: CPython copies it slot by slot, so
/// that the set lies as the constant does.
fn is_constant(set: &PyObject, vm: &VirtualMachine) -> bool {
    set.downcast_ref::<PyFrozenSet>().is_some()
        && instructions::in_progress(vm) == Some(Opcode::SetUpdate)
}

fn repr(set: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let Some(elements) = ordered(set, vm) else {
        return original(|original| original.repr[index(set)])(set, vm);
    };
    let shown: Vec<String> = elements
        .iter()
        .map(|element| Ok(element.repr(vm)?.to_string()))
        .collect::<PyResult<_>>()?;
    let shown = format!("{{{}}}", shown.join(", "));
    let class = set.class();
    let text = if class.is(vm.ctx.types.set_type) {
        shown
    } else {
        format!("{}({shown})", class.name())
    };
    Ok(vm.ctx.new_str(text))
}

fn pop(set: PyRef<PySet>, vm: &VirtualMachine) -> PyResult {
    let length = set.as_object().length(vm)?;
    let cached = POPPED
        .take()
        .filter(|popped| popped.set.is(&set) && popped.rest.len() == length && length > 0);
    let mut popped = match cached {
        Some(popped) => popped,
        None if length > MOST_POPPED => return set.pop(vm),
        None => match ordered(set.as_object(), vm) {
            Some(mut rest) => {
                rest.reverse();
                Popped {
                    set: set.clone(),
                    rest,
                }
            }
            None => return set.pop(vm),
        },
    };
    let next = popped.rest.pop().expect("as long as the set");
    if !set.contains(&next, vm)? {
        // Something else came in its place.
        return set.pop(vm);
    }
    set.discard(next.clone(), vm)?;
    if !popped.rest.is_empty() {
        POPPED.set(Some(popped));
    }
    Ok(next)
}

/// How a list (0) or a tuple (1) is made by a call.
fn make<const CLASS: usize>(
    class: &PyObject,
    args: Vec<PyObjectRef>,
    count: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let make = original(|original| original.call[CLASS]);
    make(class, arguments_in_order(args, vm), count, names, vm)
}

/// The arguments of `list` and `tuple`, which take the elements of a set by a way of their own.
fn arguments_in_order(mut args: Vec<PyObjectRef>, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    if let [only] = args.as_mut_slice() {
        *only = in_order(only.clone(), vm);
    }
    args
}

/// A list of a plain set's elements in CPython's order; anything else as it is.
pub fn in_order(object: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    let class: &Py<PyType> = object.class();
    let is_set = class.is(vm.ctx.types.set_type) || class.is(vm.ctx.types.frozenset_type);
    match is_set.then(|| ordered(&object, vm)).flatten() {
        Some(elements) => PyList::from(elements).into_pyobject(vm),
        None => object,
    }
}

/// The elements in CPython's order, if that is known and another than that of insertion.
fn ordered(set: &PyObject, vm: &VirtualMachine) -> Option<Vec<PyObjectRef>> {
    let elements = match set.downcast_ref::<PySet>() {
        Some(set) => set.elements(),
        None => set.downcast_ref::<PyFrozenSet>()?.elements(),
    };
    if elements.len() < 2 {
        return None;
    }
    let hashes: Vec<i64> = elements
        .iter()
        .map(|element| hash(element, vm))
        .collect::<Option<_>>()?;
    let order = lie(&hashes);
    if order.is_sorted() {
        return None;
    }
    Some(order.into_iter().map(|at| elements[at].clone()).collect())
}

/// The hash of a number, of `None`, or of a tuple of those, on a machine of 64 bits.
fn hash(element: &PyObject, vm: &VirtualMachine) -> Option<i64> {
    if vm.is_none(element) {
        return Some(0xfca8_6420);
    }
    if let Some(tuple) = element.downcast_ref_if_exact::<PyTuple>(vm) {
        let hashes = tuple.as_slice().iter().map(|element| hash(element, vm));
        return hashes
            .collect::<Option<Vec<i64>>>()
            .map(|hashes| tuple_hash(&hashes));
    }
    let class = element.class();
    if class.is(vm.ctx.types.int_type) || class.is(vm.ctx.types.bool_type) {
        let int = element.downcast_ref::<PyInt>()?;
        return Some(rustpython_common::hash::hash_bigint(int.as_bigint()));
    }
    let float = element.downcast_ref_if_exact::<PyFloat>(vm)?;
    rustpython_common::hash::hash_float(float.to_f64())
}

/// `tuple_hash` of CPython's `tupleobject.c`: xxHash.
fn tuple_hash(hashes: &[i64]) -> i64 {
    const PRIMES: [u64; 3] = [
        11_400_714_785_074_694_791,
        14_029_467_366_897_019_727,
        2_870_177_450_012_600_261,
    ];
    let mut sum = PRIMES[2];
    for &hash in hashes {
        sum = sum.wrapping_add((hash as u64).wrapping_mul(PRIMES[1]));
        sum = sum.rotate_left(31).wrapping_mul(PRIMES[0]);
    }
    sum = sum.wrapping_add(hashes.len() as u64 ^ (PRIMES[2] ^ 3_527_539));
    if sum == u64::MAX {
        1_546_275_796
    } else {
        sum as i64
    }
}

/// Where elements with these hashes lie, once inserted one after the other: their numbers, by their places.
fn lie(hashes: &[i64]) -> Vec<usize> {
    let mut table: Vec<Option<usize>> = vec![None; SMALLEST];
    for number in 0..hashes.len() {
        insert(&mut table, hashes, number);
        let used = number + 1;
        if used * 5 >= (table.len() - 1) * 3 {
            let least = used * if used > LARGE { 2 } else { 4 };
            let mut size = SMALLEST;
            while size <= least {
                size *= 2;
            }
            let old = std::mem::replace(&mut table, vec![None; size]);
            for number in old.into_iter().flatten() {
                insert(&mut table, hashes, number);
            }
        }
    }
    table.into_iter().flatten().collect()
}

fn insert(table: &mut [Option<usize>], hashes: &[i64], number: usize) {
    let mask = table.len() - 1;
    let mut perturb = hashes[number] as u64;
    let mut at = perturb as usize & mask;
    loop {
        let reach = if at + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        if let Some(free) = table[at..=at + reach]
            .iter_mut()
            .find(|slot| slot.is_none())
        {
            *free = Some(number);
            return;
        }
        perturb >>= 5;
        at = (at as u64)
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(perturb) as usize
            & mask;
    }
}

/// Walks a set in an order that was found when it began.
#[pyclass(module = false, name = "set_iterator")]
#[derive(PyPayload)]
struct SetIterator {
    /// How many elements the set has unless it changes, which ends the walk.
    size: usize,
    /// The set and what is to come; nothing at the end.
    walk: PyMutex<Option<(PyObjectRef, std::vec::IntoIter<PyObjectRef>)>>,
}

impl std::fmt::Debug for SetIterator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetIterator").finish_non_exhaustive()
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(IterNext, Iterable))]
impl SetIterator {
    #[pymethod]
    fn __length_hint__(zelf: &Py<Self>) -> usize {
        let walk = zelf.walk.lock();
        walk.as_ref().map_or(0, |(_, rest)| rest.len())
    }
}

impl SelfIter for SetIterator {}

impl IterNext for SetIterator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let mut walk = zelf.walk.lock();
        let Some((set, rest)) = walk.as_mut() else {
            return Ok(PyIterReturn::StopIteration(None));
        };
        if set.length(vm)? != zelf.size {
            return Err(vm.new_runtime_error("Set changed size during iteration"));
        }
        match rest.next() {
            Some(element) => Ok(PyIterReturn::Return(element)),
            None => {
                *walk = None;
                Ok(PyIterReturn::StopIteration(None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(hashes: &[i64]) -> Vec<i64> {
        lie(hashes).into_iter().map(|at| hashes[at]).collect()
    }

    // What CPython's `list` of such a set is.
    #[test]
    fn small_numbers_are_sorted() {
        assert_eq!(ints(&[3, 1, 2]), [1, 2, 3]);
        assert_eq!(
            ints(&[30, 4, 17, 2, 9, 1, 100, 8]),
            [1, 2, 4, 100, 8, 9, 17, 30]
        );
    }

    #[test]
    fn what_collides_goes_to_the_next_free_place() {
        assert_eq!(ints(&[8, 16, 0]), [8, 16, 0]);
        assert_eq!(ints(&[-2, 7, 15]), [15, -2, 7]);
    }

    #[test]
    fn a_tuple_is_hashed_as_on_64_bits() {
        assert_eq!(tuple_hash(&[1, 2]), -3_550_055_125_485_641_917);
        assert_eq!(tuple_hash(&[]), 5_740_354_900_026_072_187);
    }
}
