//! Requests that are answered, and the endpoints that answer them: what several findings say of servers.

use super::{
    Edit, Fix,
    script::{
        edit::{fix, fresh_name},
        end,
        index::{Call, Function, Index, Role},
        start,
    },
    standing::Standing,
    words::{code, on_line},
};
use rustpython_compiler::ast::{Expr, Stmt};
use trace::{End, Runner, Seconds, wires::exchanges};

/// The methods of an application, or a router, that make a function an endpoint.
const ROUTES: [&str; 9] = [
    "get",
    "post",
    "put",
    "delete",
    "patch",
    "head",
    "options",
    "api_route",
    "route",
];

/// The request that a task, or who made it, was answering at a moment: `GET /books`.
pub(super) fn request_of(standing: &Standing, who: Runner, at: Seconds) -> Option<String> {
    if standing.wires.is_empty() {
        return None;
    }
    let Runner::Task(mut task) = who else {
        return None;
    };
    let mut family = vec![who];
    while let Some(parent) = standing.task(task).and_then(|task| task.parent) {
        family.push(Runner::Task(parent));
        task = parent;
    }
    let all = exchanges(&standing.wires);
    let mut answered = all.iter().filter(|each| each.end == End::Answers).rev();
    let its =
        answered.find(|each| each.from <= at && each.by.is_some_and(|by| family.contains(&by)))?;
    Some(its.request.clone())
}

/// The endpoint whose body has a line.
pub(super) fn endpoint_at<'i, 'a>(
    index: &'i Index<'a>,
    line: Option<u32>,
) -> Option<&'i Function<'a>> {
    let function = &index.functions[index.function_at(line?)?];
    is_endpoint(function).then_some(function)
}

/// The endpoint in which a call stands.
pub(super) fn endpoint_of<'i, 'a>(
    index: &'i Index<'a>,
    call: &Call<'a>,
) -> Option<&'i Function<'a>> {
    let function = &index.functions[call.function?];
    is_endpoint(function).then_some(function)
}

/// Whether its decorator gives it to an application: `@app.get("/")`.
fn is_endpoint(function: &Function<'_>) -> bool {
    let decorators = function.def.decorator_list.iter();
    function.class.is_none()
        && decorators
            .map(|decorator| &decorator.expression)
            .any(|decorator| {
                let Expr::Call(call) = decorator else {
                    return false;
                };
                let Expr::Attribute(method) = &*call.func else {
                    return false;
                };
                ROUTES.contains(&method.attr.as_str())
            })
}

/// `the endpoint `book` on line 19`
pub(super) fn told(index: &Index<'_>, endpoint: &Function<'_>) -> String {
    let line = index.script.line(&endpoint.def.name);
    format!(
        "the endpoint {}{}",
        code(&endpoint.def.name),
        on_line(Some(line))
    )
}

/// Makes an `async def` endpoint that awaits nothing a `def`, which the framework calls in a thread.
pub(super) fn into_thread(index: &Index<'_>, endpoint: &Function<'_>) -> Option<Fix> {
    let script = index.script;
    let whole = script.slice(endpoint.def);
    if !endpoint.def.is_async || whole.contains("await") || whole.matches("async").count() != 1 {
        return None;
    }
    let before = script.text().get(..start(&endpoint.def.name))?;
    let (from, to) = (before.rfind("async")?, before.rfind("def")?);
    let edit = Edit {
        from,
        to,
        text: String::new(),
    };
    fix(script, code(&format!("def {}", endpoint.def.name)), [edit])
}

/// Gives what a task would do behind the answer to FastAPI's background tasks.
pub(super) fn in_background(index: &Index<'_>, call: &Call<'_>) -> Option<Fix> {
    let script = index.script;
    let def = endpoint_of(index, call)?.def;
    let arguments = &call.call.arguments;
    let ([Expr::Call(made)], []) = (&arguments.args[..], &arguments.keywords[..]) else {
        return None;
    };
    if call.role != Role::Statement || script.slice(def).contains("BackgroundTasks") {
        return None;
    }
    let import = script.body().iter().find_map(|statement| match statement {
        Stmt::ImportFrom(import) if import.module.as_ref()?.as_str() == "fastapi" => Some(import),
        _ => None,
    })?;
    let known = import
        .names
        .iter()
        .any(|name| name.name.as_str() == "BackgroundTasks");
    let first = import.names.first().filter(|_| !known);
    let import = first.map(|first| Edit::insert(start(first), "BackgroundTasks, "));
    let name = fresh_name(index, "background");
    let parameters = script.slice(&*def.parameters);
    let comma = match parameters.trim_matches(['(', ')']).trim().is_empty() {
        true => "",
        false => ", ",
    };
    let given = script.slice(&made.arguments);
    let given = given.strip_prefix('(')?.strip_suffix(')')?.trim();
    let function = script.slice(&*made.func);
    let task = match given.is_empty() {
        true => format!("{name}.add_task({function})"),
        false => format!("{name}.add_task({function}, {given})"),
    };
    let edits = [
        Edit::insert(
            start(&*def.parameters) + 1,
            format!("{name}: BackgroundTasks{comma}"),
        ),
        Edit {
            from: start(call.call),
            to: end(call.call),
            text: task.clone(),
        },
    ];
    fix(script, code(&task), import.into_iter().chain(edits))
}
