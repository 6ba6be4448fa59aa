//! The counters that an instrumented script meets.

pub(super) use native::counter;
pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_cost")]
mod native {
    use super::super::{LIMIT, instrument, meter::Meter};
    use crate::cpython::set_order;
    use rustpython_vm::{
        AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
        builtins::{PyCode, PyStrRef},
        protocol::{PyIterReturn, PyNumberMethods},
        pyclass,
        types::{AsNumber, Callable, IterNext, Iterable, SelfIter},
    };

    /// Beyond so many nanoseconds for a whole loop, it is counted as it goes: it may never end.
    const LONG: u64 = LIMIT / 20;

    /// Counts a piece of the script each time that it is asked whether it is true, which it is; called with a range, it counts the
    /// elements taken from it; a set it puts in order.
    #[pyattr]
    #[pyclass(module = "_loopscope", name = "Counter")]
    #[derive(Debug, PyPayload)]
    pub struct Counter {
        cost: u64,
    }

    /// A counter of `cost` nanoseconds.
    pub fn counter(cost: u64, vm: &VirtualMachine) -> PyObjectRef {
        Counter { cost }.into_pyobject(vm)
    }

    #[pyclass(with(AsNumber, Callable))]
    impl Counter {}

    impl AsNumber for Counter {
        fn as_number() -> &'static PyNumberMethods {
            static METHODS: PyNumberMethods = PyNumberMethods {
                boolean: Some(|number, vm| {
                    if let Some(counter) = number.obj.downcast_ref::<Counter>() {
                        Meter::count(counter.cost, vm)?;
                    }
                    Ok(true)
                }),
                ..PyNumberMethods::NOT_IMPLEMENTED
            };
            &METHODS
        }
    }

    impl Callable for Counter {
        type Args = (PyObjectRef,);

        fn call(zelf: &Py<Self>, (iterable,): Self::Args, vm: &VirtualMachine) -> PyResult {
            if !iterable.class().is(vm.ctx.types.range_type) {
                return Ok(set_order::in_order(iterable, vm));
            }
            if zelf.cost == 0 {
                return Ok(iterable);
            }
            let iterator: PyObjectRef = iterable.get_iter(vm)?.into();
            let left = vm.length_hint_opt(iterator.clone())?.unwrap_or(0);
            if (left as u64).saturating_mul(zelf.cost) > LONG {
                return Ok(Counted {
                    iterator,
                    cost: zelf.cost,
                }
                .into_pyobject(vm));
            }
            if left > 0 {
                Meter::follow(iterator.clone(), left, zelf.cost, vm);
            }
            Ok(iterator)
        }
    }

    /// A long loop's iterator: counts as it goes.
    #[pyattr]
    #[pyclass(module = "_loopscope", name = "Counted", traverse)]
    #[derive(Debug, PyPayload)]
    pub struct Counted {
        iterator: PyObjectRef,
        #[pytraverse(skip)]
        cost: u64,
    }

    #[pyclass(with(IterNext, Iterable))]
    impl Counted {}

    impl SelfIter for Counted {}

    impl IterNext for Counted {
        fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
            Meter::count(zelf.cost, vm)?;
            rustpython_vm::protocol::PyIter::new(&*zelf.iterator).next(vm)
        }
    }

    /// Compiles a script with counters in it; `None` where that fails: the ordinary compiler tells why.
    #[pyfunction]
    fn compile(
        source: PyStrRef,
        file: PyStrRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyRef<PyCode>>> {
        let Some(source) = source.to_str() else {
            return Ok(None);
        };
        instrument::compile(source, file.as_ref(), vm)
    }
}
