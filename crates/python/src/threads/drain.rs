//! Built-in functions and instructions that take all items of an iterable, where the next item may have to be waited
//! for: a twin takes the items first, and gives a list of them.

use super::{
    hooks::{is_slow, objects},
    iteration::{call_iter, checked_iterator, has_function, next_of},
    steps::Steps,
};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, builtins::PyList,
    function::FuncArgs, protocol::PyIterReturn,
};
use std::cell::RefCell;

/// All items of an iterable, then what is made of them.
pub(super) struct Drain {
    source: RefCell<Source>,
    items: PyRef<PyList>,
    /// The truth of an item behind which nothing more is asked for.
    until: Option<bool>,
    then: RefCell<Option<Then>>,
}

enum Source {
    /// What the iterable's `__iter__` gives.
    Iterable(PyRef<Steps>),
    Iterator(PyObjectRef),
    /// The iterator's next item.
    Next(PyObjectRef, PyRef<Steps>),
}

enum Then {
    /// The list is the result.
    Items,
    /// The call gets it as its argument of this index.
    Call(PyObjectRef, FuncArgs, usize),
}

/// Whether taking the items of something runs code that may wait.
pub(super) fn may_wait(iterable: &PyObject) -> bool {
    is_slow(iterable) || has_function(iterable, "__iter__")
}

impl Drain {
    fn new(
        iterable: PyObjectRef,
        until: Option<bool>,
        then: Then,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        let source = match call_iter(&iterable, vm)? {
            Some(steps) => Source::Iterable(steps),
            None => Source::Iterator(iterable.get_iter(vm)?.into()),
        };
        Ok(Self {
            source: RefCell::new(source),
            items: vm.ctx.new_list(Vec::new()),
            until,
            then: RefCell::new(Some(then)),
        })
    }

    /// What an instruction that takes all items is given; nothing where it can do so itself.
    pub(super) fn of_items(iterable: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Self>> {
        if !may_wait(iterable) {
            return Ok(None);
        }
        Self::new(iterable.to_owned(), None, Then::Items, vm).map(Some)
    }

    /// The call of a built-in function that takes all items of an argument; nothing for other calls.
    pub(super) fn of_function(
        name: &str,
        callable: &PyObject,
        args: &FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Self>> {
        let (at, until) = match (name, args.args.len()) {
            ("sorted" | "sum", 1..) | ("min" | "max", 1) => (0, None),
            ("any", 1) => (0, Some(true)),
            ("all", 1) => (0, Some(false)),
            (
                "extend"
                | "extendleft"
                | "update"
                | "join"
                | "union"
                | "intersection"
                | "difference"
                | "symmetric_difference"
                | "intersection_update"
                | "difference_update"
                | "isdisjoint"
                | "issubset"
                | "issuperset"
                | "_count_elements",
                2,
            ) => (1, None),
            _ => return Ok(None),
        };
        Self::of_argument(at, until, callable, args, vm)
    }

    /// The call of a built-in class that takes all items of its argument.
    pub(super) fn of_class(
        callable: &PyObject,
        args: &FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Self>> {
        Self::of_argument(0, None, callable, args, vm)
    }

    fn of_argument(
        at: usize,
        until: Option<bool>,
        callable: &PyObject,
        args: &FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Self>> {
        let Some(iterable) = args.args.get(at).filter(|iterable| may_wait(iterable)) else {
            return Ok(None);
        };
        // A mapping is asked for its keys, not for items.
        if has_function(iterable, "keys") {
            return Ok(None);
        }
        let then = Then::Call(callable.to_owned(), args.clone(), at);
        Self::new(iterable.clone(), until, then, vm).map(Some)
    }

    /// Goes on until an item has to be waited for, or all are there.
    pub(super) fn resume(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let suspended = || Ok(PyIterReturn::Return(objects(vm).suspended));
        loop {
            let source = match &*self.source.borrow() {
                Source::Iterable(steps) => match steps.resume(vm)? {
                    PyIterReturn::Return(_) => return suspended(),
                    PyIterReturn::StopIteration(given) => {
                        Source::Iterator(checked_iterator(given, vm)?)
                    }
                },
                Source::Iterator(iterator) => {
                    let end = objects(vm).end;
                    let next = next_of(iterator.clone(), Some(end), vm)?;
                    Source::Next(iterator.clone(), next.into_ref(&vm.ctx))
                }
                Source::Next(iterator, steps) => match steps.resume(vm)? {
                    PyIterReturn::Return(_) => return suspended(),
                    PyIterReturn::StopIteration(item) => {
                        let item = vm.unwrap_or_none(item);
                        if item.is(&objects(vm).end) {
                            return self.finish(vm);
                        }
                        let is_last = match self.until {
                            Some(until) => item.clone().is_true(vm)? == until,
                            None => false,
                        };
                        self.items.borrow_vec_mut().push(item);
                        if is_last {
                            return self.finish(vm);
                        }
                        Source::Iterator(iterator.clone())
                    }
                },
            };
            *self.source.borrow_mut() = source;
        }
    }

    fn finish(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let items: PyObjectRef = self.items.clone().into();
        let result = match self.then.take() {
            Some(Then::Call(callable, mut args, at)) => {
                args.args[at] = items;
                callable.call(args, vm)?
            }
            Some(Then::Items) | None => items,
        };
        Ok(PyIterReturn::StopIteration(Some(result)))
    }
}
