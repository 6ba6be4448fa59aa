//! Functions of the script's that SQLite calls.

use super::values::{argument, value};
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyInt, PyStr},
    vm::thread::with_current_vm,
};
use sqlite::{
    Value,
    functions::{
        Aggregate, Answer, Authorizer, Begin, Collation, Failure, Function, Progress, Trace,
    },
};
use std::{cmp::Ordering, rc::Rc};

/// Tells an exception that goes nowhere to those who want to see it: `lib/_sqlite3` knows.
fn report(error: PyBaseExceptionRef, function: &PyObjectRef, vm: &VirtualMachine) {
    let reported = vm
        .import("_sqlite3", 0)
        .and_then(|module| module.get_attr("_report", vm))
        .and_then(|report| report.call((error, function.clone()), vm));
    drop(reported);
}

/// Why a statement fails, when a function of the script's does.
fn failure(
    error: PyBaseExceptionRef,
    words: &str,
    function: &PyObjectRef,
    vm: &VirtualMachine,
) -> Failure {
    let exceptions = &vm.ctx.exceptions;
    let failure = if error.fast_isinstance(exceptions.memory_error) {
        Failure::NoMemory
    } else if error.fast_isinstance(exceptions.overflow_error) {
        Failure::TooBig
    } else {
        Failure::Error(words.to_owned())
    };
    report(error, function, vm);
    failure
}

fn arguments(row: Vec<Value>, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    row.into_iter().map(|value| argument(value, vm)).collect()
}

/// What a function returned, as a value of SQLite's.
fn answer(result: PyObjectRef, vm: &VirtualMachine) -> PyResult<Value> {
    value(&result, vm)?.ok_or_else(|| {
        let class = result.class().name().to_string();
        vm.new_type_error(format!("'{class}' cannot be a value of SQLite's"))
    })
}

pub(super) fn function(function: PyObjectRef) -> Rc<Function> {
    Rc::new(move |row| {
        with_current_vm(|vm| {
            let result = arguments(row, vm)
                .and_then(|row| function.call(row, vm))
                .and_then(|result| answer(result, vm));
            let words = "user-defined function raised exception";
            result.map_err(|error| failure(error, words, &function, vm))
        })
    })
}

/// An object of the script's between rows.
struct Instance(PyObjectRef);

impl Instance {
    fn call(
        &self,
        method: &'static str,
        row: Vec<Value>,
        vm: &VirtualMachine,
    ) -> Result<PyObjectRef, Failure> {
        let bound = match self.0.get_attr(method, vm) {
            Ok(bound) => bound,
            Err(error) => {
                let words = format!("user-defined aggregate's '{method}' method not defined");
                return Err(failure(error, &words, &self.0, vm));
            }
        };
        let result = arguments(row, vm).and_then(|row| bound.call(row, vm));
        result.map_err(|error| {
            let words = format!("user-defined aggregate's '{method}' method raised error");
            failure(error, &words, &bound, vm)
        })
    }

    fn answer(&self, method: &'static str) -> Answer {
        with_current_vm(|vm| {
            let result = self.call(method, Vec::new(), vm)?;
            answer(result, vm).map_err(|error| {
                let words = format!("user-defined aggregate's '{method}' method raised error");
                failure(error, &words, &self.0, vm)
            })
        })
    }
}

impl Aggregate for Instance {
    fn step(&mut self, row: Vec<Value>) -> Result<(), Failure> {
        with_current_vm(|vm| self.call("step", row, vm).map(drop))
    }

    fn inverse(&mut self, row: Vec<Value>) -> Result<(), Failure> {
        with_current_vm(|vm| self.call("inverse", row, vm).map(drop))
    }

    fn value(&mut self) -> Answer {
        self.answer("value")
    }

    fn end(self: Box<Self>) -> Answer {
        self.answer("finalize")
    }
}

pub(super) fn aggregate(class: PyObjectRef) -> Rc<Begin> {
    Rc::new(move || {
        with_current_vm(|vm| match class.call((), vm) {
            Ok(instance) => Ok(Box::new(Instance(instance)) as Box<dyn Aggregate>),
            Err(error) => {
                let words = "user-defined aggregate's '__init__' method raised error";
                Err(failure(error, words, &class, vm))
            }
        })
    })
}

pub(super) fn collation(function: PyObjectRef) -> Rc<Collation> {
    Rc::new(move |first, second| {
        with_current_vm(|vm| {
            let text = |bytes: &[u8]| argument(Value::Text(bytes.to_vec()), vm);
            let result = text(first)
                .and_then(|first| Ok((first, text(second)?)))
                .and_then(|texts| function.call(texts, vm))
                .and_then(|result| {
                    let number = result.downcast_ref::<PyInt>();
                    let order = number.map(|number| number.as_bigint().cmp(&0.into()));
                    order.ok_or_else(|| vm.new_type_error("an integer is required"))
                });
            result.unwrap_or_else(|error| {
                report(error, &function, vm);
                Ordering::Equal
            })
        })
    })
}

pub(super) fn authorizer(function: PyObjectRef) -> Rc<Authorizer> {
    const DENY: i32 = 1;
    Rc::new(move |action, names| {
        with_current_vm(|vm| {
            let mut given: Vec<PyObjectRef> = vec![vm.ctx.new_int(action).into()];
            given.extend(names.into_iter().map(|name| match name {
                Some(name) => vm.ctx.new_str(name).into(),
                None => vm.ctx.none(),
            }));
            let result =
                function
                    .call(given, vm)
                    .and_then(|result| match result.downcast_ref::<PyInt>() {
                        Some(number) => number.try_to_primitive::<i32>(vm),
                        None => Ok(DENY),
                    });
            result.unwrap_or_else(|error| {
                report(error, &function, vm);
                DENY
            })
        })
    })
}

pub(super) fn progress(function: PyObjectRef) -> Rc<Progress> {
    Rc::new(move || {
        with_current_vm(|vm| {
            let result = function.call((), vm).and_then(|stop| stop.try_to_bool(vm));
            result.unwrap_or_else(|error| {
                report(error, &function, vm);
                true
            })
        })
    })
}

/// What is told of statements. One too long to be told with its values is an error of the class `too_long`, and told without.
pub(super) fn trace(function: PyObjectRef, too_long: PyObjectRef) -> Rc<Trace> {
    Rc::new(move |expanded, plain| {
        with_current_vm(|vm| {
            let text = expanded.unwrap_or_else(|| {
                let words = "Expanded SQL string exceeds the maximum string length";
                let error = too_long
                    .call((words,), vm)
                    .and_then(|error| error.try_into_value::<PyBaseExceptionRef>(vm));
                if let Ok(error) = error {
                    report(error, &function, vm);
                }
                plain
            });
            let text: rustpython_vm::PyRef<PyStr> = vm.ctx.new_str(text);
            if let Err(error) = function.call((text,), vm) {
                report(error, &function, vm);
            }
        });
    })
}
