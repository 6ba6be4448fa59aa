//! Clients of HTTP, as scripts make them: what several findings look for.

use super::script::index::{Call, Index};

/// What makes a client that keeps connections, and how it is closed.
const CLIENTS: [(&str, &str); 4] = [
    ("httpx.AsyncClient", "await client.aclose()"),
    ("httpx.Client", "client.close()"),
    ("aiohttp.ClientSession", "await session.close()"),
    ("requests.Session", "session.close()"),
];

/// A call that makes a client, and how that is closed.
pub(super) fn making<'i, 'a>(
    index: &'i Index<'a>,
) -> impl Iterator<Item = (&'i Call<'a>, &'static str)> {
    index.calls.iter().filter_map(|call| {
        let path = call.imported.as_deref()?;
        let known = CLIENTS.iter().find(|(name, _)| *name == path)?;
        Some((call, known.1))
    })
}

/// A keyword of a call, or several that are not written out.
pub(super) fn has_keyword(call: &Call<'_>, name: &str) -> bool {
    let keywords = call.call.arguments.keywords.iter();
    keywords
        .map(|keyword| keyword.arg.as_ref())
        .any(|arg| arg.is_none_or(|arg| arg.as_str() == name))
}

/// What a coroutine would have closed that Python warns of, as `AsyncClient` of `coroutine 'AsyncClient.aclose' was never awaited`.
pub(super) fn unawaited_close(message: &str) -> Option<&str> {
    let (coroutine, _) = message
        .strip_prefix("coroutine '")?
        .split_once("' was never awaited")?;
    closes(coroutine)
}

/// The class whose method closes what it has open.
pub(super) fn closes(coroutine: &str) -> Option<&str> {
    let (class, method) = coroutine.rsplit_once('.')?;
    [
        "aclose",
        "close",
        "disconnect",
        "dispose",
        "wait_closed",
        "__aexit__",
    ]
    .contains(&method)
    .then(|| class.rsplit('.').next().unwrap_or(class))
}
