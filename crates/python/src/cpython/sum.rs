//! `sum`, as CPython adds: floats with what rounding loses kept aside (`cs_add`), so that ten times 0.1 is 1.0.

pub(crate) use native::module_def;

/// A sum of floats: what it is, and what rounding has cost so far (Neumaier).
#[derive(Clone, Copy, Debug, Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn from(sum: f64) -> Self {
        Self { sum, lost: 0.0 }
    }

    /// `cs_add`
    fn add(&mut self, x: f64) {
        let sum = self.sum + x;
        self.lost += if self.sum.abs() >= x.abs() {
            (self.sum - sum) + x
        } else {
            (x - sum) + self.sum
        };
        self.sum = sum;
    }

    /// `cs_to_double`
    fn value(self) -> f64 {
        if self.lost != 0.0 && self.lost.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}

#[rustpython_vm::pymodule(name = "_loopscope_sum")]
mod native {
    use super::Compensated;
    use rustpython_vm::{
        AsObject, FromArgs, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyComplex, PyFloat, PyInt},
        function::ArgIterable,
    };

    #[derive(FromArgs)]
    struct SumArgs {
        #[pyarg(positional)]
        iterable: ArgIterable,
        // The int object needs the VM, so the default is not a literal.
        #[pyarg(any, default = 0)]
        start: PyObjectRef,
    }

    /// `builtin_sum`
    #[pyfunction]
    fn sum(SumArgs { iterable, start }: SumArgs, vm: &VirtualMachine) -> PyResult {
        let elements = iterable.iter(vm)?;
        let types = &vm.ctx.types;
        for (class, kind, join) in [
            (types.str_type, "strings", "''"),
            (types.bytes_type, "bytes", "b''"),
            (types.bytearray_type, "bytearray", "b''"),
        ] {
            if start.fast_isinstance(class) {
                return Err(vm.new_type_error(format!(
                    "sum() can't sum {kind} [use {join}.join(seq) instead]"
                )));
            }
        }
        add_all(start, elements, vm)
    }

    fn add_all(
        mut sum: PyObjectRef,
        mut elements: impl Iterator<Item = PyResult<PyObjectRef>>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let mut next = move || -> PyResult<Option<PyObjectRef>> { elements.next().transpose() };
        let is_int = |object: &PyObject| object.class().is(vm.ctx.types.int_type);
        while is_int(&sum) {
            match next()? {
                Some(element) => sum = vm._add(&sum, &element)?,
                None => return Ok(sum),
            }
        }
        if let Some(float) = sum.downcast_ref_if_exact::<PyFloat>(vm) {
            let mut total = Compensated::from(float.to_f64());
            loop {
                let Some(element) = next()? else {
                    return Ok(vm.ctx.new_float(total.value()).into());
                };
                match real(&element, vm) {
                    Some(x) => total.add(x),
                    None => {
                        let float: PyObjectRef = vm.ctx.new_float(total.value()).into();
                        sum = vm._add(&float, &element)?;
                        break;
                    }
                }
            }
        }
        if let Some(complex) = sum.downcast_ref_if_exact::<PyComplex>(vm) {
            let start = complex.to_complex();
            let mut parts = (Compensated::from(start.re), Compensated::from(start.im));
            let value = |(re, im): (Compensated, Compensated)| -> PyObjectRef {
                let mut value = start;
                (value.re, value.im) = (re.value(), im.value());
                PyComplex::from(value).into_pyobject(vm)
            };
            loop {
                let Some(element) = next()? else {
                    return Ok(value(parts));
                };
                if let Some(complex) = element.downcast_ref_if_exact::<PyComplex>(vm) {
                    let complex = complex.to_complex();
                    parts.0.add(complex.re);
                    parts.1.add(complex.im);
                } else if let Some(x) = real(&element, vm) {
                    parts.0.add(x);
                } else {
                    sum = vm._add(&value(parts), &element)?;
                    break;
                }
            }
        }
        while let Some(element) = next()? {
            sum = vm._add(&sum, &element)?;
        }
        Ok(sum)
    }

    /// A float, or an integer that fits into a C `long`.
    fn real(element: &PyObject, vm: &VirtualMachine) -> Option<f64> {
        if let Some(float) = element.downcast_ref_if_exact::<PyFloat>(vm) {
            return Some(float.to_f64());
        }
        let int = element.downcast_ref::<PyInt>()?;
        int.try_to_primitive::<i64>(vm).ok().map(|int| int as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::Compensated;

    fn sum(numbers: &[f64]) -> f64 {
        let mut total = Compensated::default();
        numbers.iter().for_each(|x| total.add(*x));
        total.value()
    }

    #[test]
    fn rounding_is_made_good() {
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[1e100, 1.0, -1e100]), 1.0);
    }

    #[test]
    fn infinities_stay() {
        assert_eq!(sum(&[f64::INFINITY, 1.0]), f64::INFINITY);
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan());
    }
}
