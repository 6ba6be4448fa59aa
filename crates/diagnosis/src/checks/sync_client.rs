//! A client that blocks is called in a coroutine: found by the syntax, where the run did not come there.

use super::{
    Edit, Finding, Fix, Kind,
    script::{
        edit::{fix, module},
        end,
        index::{Call, Index, Role},
        start,
    },
    words::code,
};

/// What blocks, and what to use instead. A name that ends with a dot stands for all that begins with it.
const BLOCKING: [(&str, &str); 16] = [
    ("requests.get", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.post", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.put", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.patch", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.delete", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.head", "`httpx.AsyncClient` or `aiohttp`"),
    ("requests.request", "`httpx.AsyncClient` or `aiohttp`"),
    ("httpx.get", "`httpx.AsyncClient`"),
    ("httpx.post", "`httpx.AsyncClient`"),
    ("httpx.request", "`httpx.AsyncClient`"),
    ("urllib.request.urlopen", "`httpx.AsyncClient` or `aiohttp`"),
    (
        "urllib.request.urlretrieve",
        "`httpx.AsyncClient` or `aiohttp`",
    ),
    ("subprocess.run", "`asyncio.create_subprocess_exec`"),
    ("subprocess.call", "`asyncio.create_subprocess_exec`"),
    ("subprocess.check_call", "`asyncio.create_subprocess_exec`"),
    (
        "subprocess.check_output",
        "`asyncio.create_subprocess_exec`",
    ),
];
/// Blocks, too; what is made here does the blocking later, so that there is no simple edit.
const BLOCKING_OBJECTS: [(&str, &str); 5] = [
    (
        "http.client.HTTPConnection",
        "`httpx.AsyncClient` or `aiohttp`",
    ),
    (
        "http.client.HTTPSConnection",
        "`httpx.AsyncClient` or `aiohttp`",
    ),
    ("requests.Session", "`httpx.AsyncClient` or `aiohttp`"),
    ("os.system", "`asyncio.create_subprocess_shell`"),
    ("socket.create_connection", "`asyncio.open_connection`"),
];

/// The findings of a script, by its syntax.
pub(crate) fn findings(index: &Index<'_>) -> Vec<Finding> {
    index
        .calls
        .iter()
        .filter(|call| !call.deferred)
        .filter(|call| {
            call.function
                .is_some_and(|place| index.functions[place].def.is_async)
        })
        .filter(|call| instead_of(call).is_some())
        .map(|call| finding(index, call))
        .collect()
}

/// What to use instead of a call that is known to block, and whether it blocks where it stands.
fn instead_of(call: &Call<'_>) -> Option<(&'static str, bool)> {
    let path = call.imported.as_deref()?;
    let of = |list: &[(&'static str, &'static str)]| {
        let known = list.iter().find(|(name, _)| *name == path);
        known.map(|(_, instead)| *instead)
    };
    let here = of(&BLOCKING).map(|instead| (instead, true));
    here.or_else(|| of(&BLOCKING_OBJECTS).map(|instead| (instead, false)))
}

/// What to do about a call that blocks in a coroutine, in words, and as an edit where that is certain.
pub(super) fn cure(index: &Index<'_>, call: &Call<'_>, written: &str) -> (String, Option<Fix>) {
    let instead = instead_of(call);
    let fix = instead
        .is_none_or(|(_, here)| here)
        .then(|| off_loading(index, call, written))
        .flatten();
    let cure = match (instead, &fix) {
        (Some((instead, _)), Some(fix)) => {
            format!("Use {instead}, or move it off the loop: {}.", fix.label)
        }
        (Some((instead, _)), None) => {
            format!("Use {instead}, or move it off the loop with `asyncio.to_thread`.")
        }
        (None, Some(fix)) => format!("Move it off the loop: {}.", fix.label),
        (None, None) => "Move it off the loop with `asyncio.to_thread`.".to_owned(),
    };
    (cure, fix)
}

fn finding(index: &Index<'_>, call: &Call<'_>) -> Finding {
    let function = call
        .function
        .map_or("", |place| index.functions[place].def.name.as_str());
    let line = index.script.line(call.call);
    let written = [&call.written, &call.imported];
    let written = written.into_iter().find_map(|name| name.as_deref());
    let written = written.unwrap_or_default();
    let (cure, fix) = cure(index, call, written);
    Finding {
        kind: Kind::SyncClient,
        line: Some(line),
        columns: Some(index.script.columns(call.call)),
        at: 0.0,
        cost: None,
        text: format!(
            "{} on line {line} blocks, and `{function}` is a coroutine: nothing else can run until it returns. {cure}",
            code(written)
        ),
        fix,
    }
}

fn off_loading(index: &Index<'_>, call: &Call<'_>, written: &str) -> Option<Fix> {
    let (asyncio, import) = module(index, "asyncio");
    let arguments = &call.call.arguments;
    let comma = if arguments.args.is_empty() && arguments.keywords.is_empty() {
        ""
    } else {
        ", "
    };
    let bare = matches!(call.role, Role::Statement | Role::Assigned);
    let (open, close) = if bare { ("", "") } else { ("(", ")") };
    let edits = [
        Edit {
            from: start(call.call),
            to: start(arguments) + 1,
            text: format!("{open}await {asyncio}.to_thread({written}{comma}"),
        },
        Edit::insert(end(call.call), close),
    ];
    let label = match comma {
        "" => code(&format!("await {asyncio}.to_thread({written})")),
        _ => code(&format!("await {asyncio}.to_thread({written}, …)")),
    };
    fix(index.script, label, import.into_iter().chain(edits))
}
