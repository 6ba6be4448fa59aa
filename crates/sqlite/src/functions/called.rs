//! The functions that SQLite calls, and that call the caller's.

use super::{Aggregate, Answer, Authorizer, Begin, Collation, Failure, Function, Progress, Trace};
use crate::{Value, database::text, raw};
use std::{
    ffi::{c_char, c_int, c_uint, c_void},
    ptr,
    rc::Rc,
};

/// Where SQLite finds what it will call.
pub(super) fn data_of<T>(callback: Box<T>) -> *mut c_void {
    Box::into_raw(callback).cast()
}

/// SQLite will not call it any more.
pub(super) unsafe extern "C" fn let_go<T>(data: *mut c_void) {
    // SAFETY: made by `data_of` for a `T`, and given back once.
    drop(unsafe { Box::from_raw(data.cast::<T>()) });
}

/// # Safety
/// So many arguments lie there.
unsafe fn arguments(count: c_int, values: *mut *mut raw::RawValue) -> Vec<Value> {
    // SAFETY: see above.
    (0..usize::try_from(count).unwrap_or(0))
        .map(|at| unsafe { Value::of_argument(*values.add(at)) })
        .collect()
}

/// # Safety
/// SQLite waits for an answer there.
unsafe fn answer(context: *mut raw::Context, answer: Answer) {
    let length = |bytes: &[u8]| c_int::try_from(bytes.len());
    // SAFETY: see above; bytes are copied.
    unsafe {
        match answer {
            Ok(Value::Null) => raw::sqlite3_result_null(context),
            Ok(Value::Integer(number)) => raw::sqlite3_result_int64(context, number),
            Ok(Value::Real(number)) => raw::sqlite3_result_double(context, number),
            Ok(Value::Text(text)) => match length(&text) {
                Ok(length) => {
                    let place = text.as_ptr().cast();
                    raw::sqlite3_result_text(context, place, length, raw::TRANSIENT);
                }
                Err(_) => raw::sqlite3_result_error_toobig(context),
            },
            Ok(Value::Blob(bytes)) => match length(&bytes) {
                Ok(length) => {
                    let place = bytes.as_ptr().cast();
                    raw::sqlite3_result_blob(context, place, length, raw::TRANSIENT);
                }
                Err(_) => raw::sqlite3_result_error_toobig(context),
            },
            Err(Failure::Error(words)) => {
                let length = length(words.as_bytes()).unwrap_or(0);
                raw::sqlite3_result_error(context, words.as_ptr().cast(), length);
            }
            Err(Failure::NoMemory) => raw::sqlite3_result_error_nomem(context),
            Err(Failure::TooBig) => raw::sqlite3_result_error_toobig(context),
        }
    }
}

pub(super) unsafe extern "C" fn called(
    context: *mut raw::Context,
    count: c_int,
    values: *mut *mut raw::RawValue,
) {
    // SAFETY: the function was added with a `Rc<Function>`, held here while it runs.
    unsafe {
        let function = (*raw::sqlite3_user_data(context).cast::<Rc<Function>>()).clone();
        answer(context, function(arguments(count, values)));
    }
}

/// Where an aggregate's state is kept.
type State = *mut Box<dyn Aggregate>;

/// # Safety
/// SQLite is at work on an aggregate there.
unsafe fn state(context: *mut raw::Context, room: usize) -> Option<*mut State> {
    // SAFETY: SQLite's own memory, of zeros at first.
    let place = unsafe { raw::sqlite3_aggregate_context(context, room as c_int) };
    (!place.is_null()).then(|| place.cast())
}

pub(super) unsafe extern "C" fn stepped(
    context: *mut raw::Context,
    count: c_int,
    values: *mut *mut raw::RawValue,
) {
    // SAFETY: the aggregate was added with a `Rc<Begin>`.
    unsafe {
        let Some(state) = state(context, size_of::<State>()) else {
            return answer(context, Err(Failure::NoMemory));
        };
        if (*state).is_null() {
            let begin = (*raw::sqlite3_user_data(context).cast::<Rc<Begin>>()).clone();
            match begin() {
                Ok(aggregate) => *state = Box::into_raw(Box::new(aggregate)),
                Err(failure) => return answer(context, Err(failure)),
            }
        }
        if let Err(failure) = (**state).step(arguments(count, values)) {
            answer(context, Err(failure));
        }
    }
}

pub(super) unsafe extern "C" fn inverted(
    context: *mut raw::Context,
    count: c_int,
    values: *mut *mut raw::RawValue,
) {
    // SAFETY: as for steps.
    unsafe {
        if let Some(state) = state(context, size_of::<State>()).filter(|state| !(**state).is_null())
            && let Err(failure) = (**state).inverse(arguments(count, values))
        {
            answer(context, Err(failure));
        }
    }
}

pub(super) unsafe extern "C" fn valued(context: *mut raw::Context) {
    // SAFETY: as for steps.
    unsafe {
        match state(context, size_of::<State>()).filter(|state| !(**state).is_null()) {
            Some(state) => answer(context, (**state).value()),
            None => answer(context, Ok(Value::Null)),
        }
    }
}

pub(super) unsafe extern "C" fn ended(context: *mut raw::Context) {
    // SAFETY: the state is taken out, once.
    unsafe {
        // It never began, or could not.
        let Some(state) = state(context, 0).filter(|state| !(**state).is_null()) else {
            return;
        };
        let aggregate = Box::from_raw(ptr::replace(state, ptr::null_mut()));
        answer(context, aggregate.end());
    }
}

pub(super) unsafe extern "C" fn compared(
    data: *mut c_void,
    first_length: c_int,
    first: *const c_void,
    second_length: c_int,
    second: *const c_void,
) -> c_int {
    // SAFETY: the order was added with a `Rc<Collation>`, and texts lie there.
    unsafe {
        let order = (*data.cast::<Rc<Collation>>()).clone();
        let first = crate::value::bytes(first, first_length);
        order(&first, &crate::value::bytes(second, second_length)) as c_int
    }
}

pub(super) unsafe extern "C" fn asked(
    data: *mut c_void,
    action: c_int,
    first: *const c_char,
    second: *const c_char,
    schema: *const c_char,
    within: *const c_char,
) -> c_int {
    // SAFETY: it was set with a `Rc<Authorizer>`, and names end with zeros.
    unsafe {
        let authorizer = (*data.cast::<Rc<Authorizer>>()).clone();
        let names = [text(first), text(second), text(schema), text(within)];
        authorizer(action, names)
    }
}

pub(super) unsafe extern "C" fn progressed(data: *mut c_void) -> c_int {
    // SAFETY: it was set with a `Rc<Progress>`.
    let progress = unsafe { (*data.cast::<Rc<Progress>>()).clone() };
    c_int::from(progress())
}

pub(super) unsafe extern "C" fn traced(
    event: c_uint,
    data: *mut c_void,
    stmt: *mut c_void,
    sql: *mut c_void,
) -> c_int {
    if event != raw::TRACE_STMT {
        return 0;
    }
    // SAFETY: it was set with a `Rc<Trace>`; the text that SQLite makes is given back.
    unsafe {
        let trace = (*data.cast::<Rc<Trace>>()).clone();
        let sql = text(sql.cast()).unwrap_or_default();
        // A trigger's, which says so itself.
        if sql.starts_with("--") {
            trace(Some(sql.clone()), sql);
            return 0;
        }
        let expanded = raw::sqlite3_expanded_sql(stmt.cast());
        let words = text(expanded);
        raw::sqlite3_free(expanded.cast());
        let plain = text(raw::sqlite3_sql(stmt.cast())).unwrap_or_default();
        trace(words, plain);
    }
    0
}
