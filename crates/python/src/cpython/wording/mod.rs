//! The words of errors. RustPython says many things in words of its own; a script that prints an error must print what
//! CPython prints. So an exception of a built-in class is reworded when its message is first asked for: by `str`, by
//! `repr`, or through `args`, which is every way there is.
//!
//! An exception of a class of the script's own is never touched.

mod formats;
mod keywords;
mod origin;
mod rules;

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_wording")]
mod native {
    use super::{
        origin::Origin,
        rules::{self, Wording},
    };
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{
            PyBaseException, PyBaseExceptionRef, PyGetSet, PyStr, PyTuple, PyTupleRef, PyType,
        },
        function::PySetterValue,
    };
    use std::cell::RefCell;

    thread_local! {
        static BOUND: RefCell<Option<Bound>> = const { RefCell::new(None) };
    }

    /// What is replaced, and what the Python half knows better.
    struct Bound {
        args: PyRef<PyGetSet>,
        group: PyObjectRef,
        hint: PyObjectRef,
    }

    /// The built-in classes whose messages are looked at.
    fn classes(vm: &VirtualMachine) -> [&'static Py<PyType>; 10] {
        let zoo = &vm.ctx.exceptions;
        [
            zoo.type_error,
            zoo.value_error,
            zoo.name_error,
            zoo.unbound_local_error,
            zoo.overflow_error,
            zoo.indentation_error,
            zoo.unicode_decode_error,
            zoo.unicode_encode_error,
            zoo.base_exception_group,
            zoo.recursion_error,
        ]
    }

    /// Puts the rewording in place, once an interpreter. `hint(kind, words, frame, lasti)` is asked where a message
    /// needs more than the message.
    #[pyfunction]
    fn install(hint: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let base = vm.ctx.exceptions.base_exception_type;
        let args = vm.ctx.intern_str("args");
        let group = vm.builtins.get_attr("ExceptionGroup", vm)?;
        let original = base
            .get_attr(args)
            .and_then(|found| found.downcast::<PyGetSet>().ok())
            .ok_or_else(|| vm.new_runtime_error("BaseException has no args"))?;
        let get = |error: PyBaseExceptionRef, vm: &VirtualMachine| -> PyTupleRef {
            settle(&error, vm);
            error.args()
        };
        let set = |error: PyObjectRef, value: PySetterValue, vm: &VirtualMachine| match value {
            PySetterValue::Assign(value) => set_args(&error, value, vm),
            PySetterValue::Delete => Err(vm.new_type_error("args may not be deleted")),
        };
        base.set_attr(args, vm.ctx.new_getset("args", base, get, set).into());
        BOUND.with(|bound| {
            *bound.borrow_mut() = Some(Bound {
                args: original,
                group: group.clone(),
                hint,
            });
        });
        super::keywords::refuse(vm);
        super::formats::name_them(vm);
        let group = group.downcast_ref::<PyType>();
        for class in classes(vm).into_iter().chain(group) {
            replace(class, vm);
        }
        Ok(())
    }

    /// Lets `str` and `repr` of a class settle the exception first.
    fn replace(class: &Py<PyType>, vm: &VirtualMachine) {
        let name = vm.ctx.intern_str("__str__");
        if let Some(original) = class.get_attr(name) {
            let show = move |error: PyBaseExceptionRef, vm: &VirtualMachine| -> PyResult {
                settle(&error, vm);
                original.call((error,), vm)
            };
            let def = vm.ctx.new_method_def(
                "__str__",
                show,
                rustpython_vm::function::PyMethodFlags::METHOD,
                Default::default(),
            );
            class.set_attr(
                name,
                def.build_method(vm.ctx.exceptions.base_exception_type, vm)
                    .into(),
            );
        }
        class.slots.repr.store(Some(repr));
    }

    fn repr(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        if let Some(error) = error.downcast_ref::<PyBaseException>() {
            settle(error, vm);
        }
        let plain = vm.ctx.exceptions.base_exception_type.slots.repr.load();
        plain.expect("exceptions have a repr")(error, vm)
    }

    fn set_args(error: &PyObject, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let original = BOUND.with(|bound| bound.borrow().as_ref().map(|bound| bound.args.clone()));
        let Some(original) = original else {
            return Ok(());
        };
        vm.call_method(original.as_object(), "__set__", (error.to_owned(), value))?;
        Ok(())
    }

    /// Gives an exception CPython's words, if it is the interpreter's own and they differ.
    fn settle(error: &Py<PyBaseException>, vm: &VirtualMachine) {
        let class = error.class();
        if classes(vm).iter().any(|known| class.is(*known)) || is_group(error, vm) {
            // An error while wording must not hide the error that is worded.
            let _ = reworded(error, &error.args(), vm);
        }
    }

    /// Whether it is of one of the two built-in classes of groups.
    fn is_group(error: &Py<PyBaseException>, vm: &VirtualMachine) -> bool {
        let class = error.class();
        class.is(vm.ctx.exceptions.base_exception_group)
            || BOUND.with(|bound| {
                let bound = bound.borrow();
                bound.as_ref().is_some_and(|bound| class.is(&bound.group))
            })
    }

    fn reworded(
        error: &Py<PyBaseException>,
        args: &Py<PyTuple>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let zoo = &vm.ctx.exceptions;
        let class = error.class();
        if class.is(zoo.unicode_decode_error) || class.is(zoo.unicode_encode_error) {
            return drop_codec_note(error, args, vm);
        }
        if is_group(error, vm) {
            return list_exceptions(error, args, vm);
        }
        let [message] = args.as_slice() else {
            return Ok(());
        };
        let Some(text) = message.downcast_ref_if_exact::<PyStr>(vm) else {
            return Ok(());
        };
        let text = text.to_string();
        let name = class.name().to_string();
        let Some(wording) = rules::find(&name, &text, || Origin::of(error)) else {
            return Ok(());
        };
        let new = match wording {
            Wording::Message(text) => vm.new_tuple((text,)),
            Wording::Numbered(number, text) => vm.new_tuple((number, text)),
            Wording::Ask(kind, words) => match ask(error, kind, words, vm)? {
                Some(text) => vm.new_tuple((text,)),
                None => return Ok(()),
            },
        };
        set_args(error.as_object(), new.into(), vm)
    }

    fn ask(
        error: &Py<PyBaseException>,
        kind: &'static str,
        words: Vec<String>,
        vm: &VirtualMachine,
    ) -> PyResult<Option<String>> {
        let Some(step) = super::origin::innermost(error) else {
            return Ok(None);
        };
        let hint = BOUND.with(|bound| bound.borrow().as_ref().map(|bound| bound.hint.clone()));
        let Some(hint) = hint else { return Ok(None) };
        let words: Vec<PyObjectRef> = words
            .into_iter()
            .map(|word| vm.ctx.new_str(word).into())
            .collect();
        let answer = hint.call(
            (kind, vm.ctx.new_list(words), step.frame.clone(), step.lasti),
            vm,
        )?;
        Ok(answer.downcast_ref::<PyStr>().map(|text| text.to_string()))
    }

    /// CPython adds such a note only where a codec was looked up by its name, which it does for none of these.
    fn drop_codec_note(
        error: &Py<PyBaseException>,
        args: &Py<PyTuple>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(notes) = error.as_object().dict() else {
            return Ok(());
        };
        let Some(list) = notes.get_item_opt("__notes__", vm)? else {
            return Ok(());
        };
        let Some(encoding) = args.as_slice().first() else {
            return Ok(());
        };
        let note = format!("with '{}' codec failed", encoding.str(vm)?);
        if let Some(list) = list.downcast_ref::<rustpython_vm::builtins::PyList>() {
            let only = match list.borrow_vec().as_ref() {
                [only] => only.clone(),
                _ => return Ok(()),
            };
            if only.str(vm)?.to_string().ends_with(&note) {
                notes.del_item("__notes__", vm)?;
            }
        }
        Ok(())
    }

    /// A group that `except*` puts together holds its exceptions in a list, in CPython; a lone exception that it
    /// wraps it holds in a tuple. The lone one was raised by no handler, and so has no context.
    fn list_exceptions(
        error: &Py<PyBaseException>,
        args: &Py<PyTuple>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let [message, exceptions] = args.as_slice() else {
            return Ok(());
        };
        let unnamed = message
            .downcast_ref::<PyStr>()
            .is_some_and(|message| message.is_empty());
        if let (true, Some(exceptions)) = (unnamed, exceptions.downcast_ref::<PyTuple>()) {
            let alone = match exceptions.as_slice() {
                [only] => only.downcast_ref::<PyBaseException>(),
                _ => None,
            };
            if alone.is_some_and(|only| only.__context__().is_none()) {
                return Ok(());
            }
            let list = vm.ctx.new_list(exceptions.as_slice().to_vec());
            let new = vm.new_tuple((message.clone(), list));
            set_args(error.as_object(), new.into(), vm)?;
        }
        Ok(())
    }
}
