//! A client that blocks is called in a coroutine. The modules do not all run here; the syntax is enough.

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
        .filter_map(|call| {
            let path = call.imported.as_deref()?;
            let known = |list: &[(&'static str, &'static str)]| {
                list.iter()
                    .find(|(name, _)| *name == path)
                    .map(|(_, instead)| *instead)
            };
            if let Some(instead) = known(&BLOCKING) {
                return Some(finding(index, call, path, instead, true));
            }
            known(&BLOCKING_OBJECTS).map(|instead| finding(index, call, path, instead, false))
        })
        .collect()
}

fn finding(
    index: &Index<'_>,
    call: &Call<'_>,
    path: &str,
    instead: &str,
    can_move: bool,
) -> Finding {
    let function = call
        .function
        .map_or("", |place| index.functions[place].def.name.as_str());
    let line = index.script.line(call.call);
    let written = call.written.as_deref().unwrap_or(path);
    let fix = can_move
        .then(|| off_loading(index, call, written))
        .flatten();
    let cure = match &fix {
        Some(fix) => format!("Use {instead}, or move it off the loop: {}.", fix.label),
        None => format!("Use {instead}, or move it off the loop with `asyncio.to_thread`."),
    };
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
