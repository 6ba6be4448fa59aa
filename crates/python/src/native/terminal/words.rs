//! A line as the shell takes it.

use clients::line::{self, Command, Joined};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

/// The commands of a line, each `(assigned, words, redirections, operator)`: what it assigns to variables of its environment as
/// `(name, value)`; its words; `(stream, path, appends)`; and the operator behind it. `variables` is called for the value of `$NAME`.
///
/// # Errors
/// A `ValueError` that says what is wrong.
pub(super) fn split(
    line: &str,
    variables: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Vec<PyObjectRef>> {
    let value = |name: &str| {
        let value = variables.call((name.to_owned(),), vm).ok()?;
        value.try_into_value::<Option<String>>(vm).ok()?
    };
    let commands =
        line::split_with(line, &value).map_err(|error| vm.new_value_error(error.to_string()))?;
    Ok(commands
        .into_iter()
        .map(|command| as_tuple(command, vm))
        .collect())
}

fn as_tuple(command: Command, vm: &VirtualMachine) -> PyObjectRef {
    let text = |text: String| -> PyObjectRef { vm.ctx.new_str(text).into() };
    let tuple = |parts: Vec<PyObjectRef>| -> PyObjectRef { vm.ctx.new_tuple(parts).into() };
    let list = |parts: Vec<PyObjectRef>| -> PyObjectRef { vm.ctx.new_list(parts).into() };
    let assigned = command
        .variables
        .into_iter()
        .map(|(name, value)| tuple(vec![text(name), text(value)]));
    let redirections = command.redirections.into_iter().map(|redirection| {
        tuple(vec![
            vm.ctx.new_int(redirection.stream).into(),
            text(redirection.path),
            vm.ctx.new_bool(redirection.appends).into(),
        ])
    });
    let operator = match command.joined {
        Joined::End => "",
        Joined::Then => ";",
        Joined::AndThen => "&&",
        Joined::OrElse => "||",
        Joined::Background => "&",
        Joined::Pipe => "|",
    };
    tuple(vec![
        list(assigned.collect()),
        list(command.words.into_iter().map(text).collect()),
        list(redirections.collect()),
        text(operator.to_owned()),
    ])
}
