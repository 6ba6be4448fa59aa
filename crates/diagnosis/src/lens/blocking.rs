//! Coroutines that wait as ordinary code would: `await asyncio.sleep(x)` becomes `time.sleep(x)`.

use super::Rewriting;
use crate::{
    Edit,
    script::{
        edit::module,
        end,
        index::{Index, Role},
    },
};

pub(super) fn rewriting(index: &Index<'_>) -> Rewriting {
    let script = index.script;
    let (time, import) = module(index, "time");
    let mut rewriting = Rewriting::default();
    for call in &index.calls {
        if call.imported.as_deref() != Some("asyncio.sleep") {
            continue;
        }
        let arguments = &call.call.arguments;
        let awaited = (call.role == Role::Awaited)
            .then(|| super::sequential::before(script, call.call, "await"))
            .flatten();
        match (awaited, &*arguments.args, &*arguments.keywords) {
            (Some(from), [seconds], []) => rewriting.edits.push(Edit {
                from,
                to: end(call.call),
                text: format!("{time}.sleep({})", script.slice(seconds)),
            }),
            _ => {
                let line = script.line(call.call);
                rewriting.left.push((line, "`asyncio.sleep`".to_owned()));
            }
        }
    }
    if !rewriting.edits.is_empty() {
        rewriting.edits.extend(import);
    }
    rewriting
}
