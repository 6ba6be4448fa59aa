//! `exp`, `log` and `pow` of `math` in the page, rounded as CPython does.
//!
//! Below `math` lies Rust's port of a C library, one result in ten of which differs from CPython's in its last digit. What
//! floats themselves have (`f64::exp`) is better: see the crate `loopscope-floats`. The functions of `math` are asked all the
//! same, for they know every error.

use rustpython_vm::{
    PyObject, PyResult, VirtualMachine,
    builtins::{PyFloat, PyInt},
    function::FuncArgs,
};

/// A function of one or two floats; nothing, where it is given others.
type Exact = fn(&[f64]) -> Option<f64>;

const EXACT: [(&str, Exact); 5] = [
    ("exp", |x| one(x, f64::exp)),
    ("exp2", |x| one(x, f64::exp2)),
    ("log2", |x| one(x, f64::log2)),
    ("log", |x| match x {
        [x, base] => Some(x.ln() / base.ln()),
        _ => one(x, f64::ln),
    }),
    ("pow", |x| match x {
        [x, y] => Some(x.powf(*y)),
        _ => None,
    }),
];

fn one(x: &[f64], function: fn(f64) -> f64) -> Option<f64> {
    match x {
        [x] => Some(function(*x)),
        _ => None,
    }
}

/// Puts them in their places, for all that is imported later.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let math = vm.import("math", 0)?;
    for (name, exact) in EXACT {
        let known = math.get_attr(name, vm)?;
        let function = vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| {
            let floats: Option<Vec<f64>> = args.args.iter().map(|value| float(value)).collect();
            let result = known.call(args, vm)?;
            let exact = floats.and_then(|floats| exact(&floats));
            PyResult::Ok(exact.map_or(result, |exact| vm.ctx.new_float(exact).into()))
        });
        math.set_attr(name, function, vm)?;
    }
    Ok(())
}

/// A float, or an integer that is one exactly. Others are left alone: they may have a `__float__` of the script's.
fn float(value: &PyObject) -> Option<f64> {
    const EXACT_TO: i64 = 1 << 53;
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        return Some(float.to_f64());
    }
    let integer: i64 = value.downcast_ref::<PyInt>()?.as_bigint().try_into().ok()?;
    (-EXACT_TO..=EXACT_TO)
        .contains(&integer)
        .then_some(integer as f64)
}
