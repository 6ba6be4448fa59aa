//! An answer was neither read to its end nor closed: its connection is kept for it, and goes back into no pool.

use super::{
    Finding, Kind, clients,
    diagnose::Check,
    script::{
        index::{Call, Index},
        start,
    },
    standing::Standing,
    words::code,
};
use trace::{End, Event, RESOLUTION, Seconds, connection::What, number::spoken};

/// What can be done with an answer without touching its body.
const HARMLESS: [&str; 16] = [
    "status",
    "status_code",
    "headers",
    "url",
    "ok",
    "reason",
    "reason_phrase",
    "raise_for_status",
    "http_version",
    "cookies",
    "request",
    "history",
    "is_success",
    "is_error",
    "elapsed",
    "code",
];

/// Who made the request.
#[derive(Clone, Copy, PartialEq)]
enum Library {
    Httpx,
    Aiohttp,
    Requests,
    Urllib,
}

/// Looks at what was open when the run was over.
#[derive(Default)]
pub(crate) struct ResponsesOpen {
    /// The moment of the last event.
    last: Seconds,
}

/// A connection that was kept for an answer.
struct Kept {
    host: String,
    from: Seconds,
    seconds: Seconds,
    /// The line of the first request that needed another connection meanwhile.
    other: Option<Option<u32>>,
}

impl Check for ResponsesOpen {
    fn after(&mut self, event: &Event, _: &Standing) {
        self.last = event.at;
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let calls = index.calls.iter().filter(|call| !call.deferred);
        calls
            .filter_map(|call| {
                let library = library(index, call)?;
                let (name, awaited) = assigned(index, call)?;
                let lines = index.script.lines(call.call);
                let kept = self.kept(standing, lines, library);
                let longest = kept.iter().map(|kept| kept.seconds).fold(0.0, f64::max);
                let first = kept.first()?;
                untouched(index.script.text(), name).then(|| Finding {
                    kind: Kind::ResponseOpen,
                    line: Some(index.script.line(call.call)),
                    columns: Some(index.script.columns(call.call)),
                    at: first.from,
                    cost: None,
                    text: text(call, name, awaited, library, &kept, longest),
                    fix: None,
                })
            })
            .collect()
    }
}

impl ResponsesOpen {
    /// The connections that were kept for what those lines asked for.
    fn kept(&self, standing: &Standing, lines: (u32, u32), library: Library) -> Vec<Kept> {
        let mut all = Vec::new();
        for (connection, wire) in standing.wires.all() {
            if wire.end != Some(End::Asks) {
                continue;
            }
            let is_request = |what: &What| matches!(what, What::Request(_));
            let Some(asked) = wire.seen.iter().rposition(|seen| is_request(&seen.what)) else {
                continue;
            };
            let its = wire.seen[asked].line;
            if !its.is_some_and(|line| (lines.0..=lines.1).contains(&line)) {
                continue;
            }
            let after = &wire.seen[asked..];
            let Some(answer) = after
                .iter()
                .find(|seen| matches!(seen.what, What::Answer(_)))
            else {
                continue;
            };
            let over = |what: &What| matches!(what, What::Closed | What::Failed(_) | What::Reset);
            let until = after.iter().find(|seen| over(&seen.what));
            let until = until.map_or(self.last, |seen| seen.at);
            let other = standing
                .wires
                .all()
                .filter(|(other, wire)| *other != connection && wire.end == Some(End::Asks))
                .filter(|(_, other)| other.remote == wire.remote)
                .find_map(|(_, other)| {
                    let first = other.seen.first()?;
                    let meanwhile = first.event > answer.event && first.at <= until;
                    let line = other.seen.iter().find(|seen| is_request(&seen.what));
                    meanwhile.then(|| line.and_then(|seen| seen.line))
                });
            // aiohttp gives a connection back as soon as all of a short answer has come.
            let is_busy = library != Library::Aiohttp || other.is_some();
            if is_busy && until > answer.at + RESOLUTION {
                all.push(Kept {
                    host: wire.name(),
                    from: answer.at,
                    seconds: until - answer.at,
                    other,
                });
            }
        }
        all
    }
}

/// Whose answer a call gives, that has to be closed.
fn library(index: &Index<'_>, call: &Call<'_>) -> Option<Library> {
    let streams = call.call.arguments.keywords.iter().any(|keyword| {
        let text =
            &index.script.text()[keyword.range.start().to_usize()..keyword.range.end().to_usize()];
        text.split_whitespace().collect::<String>() == "stream=True"
    });
    if call.imported.as_deref() == Some("urllib.request.urlopen") {
        return Some(Library::Urllib);
    }
    let function = call.last_name()?;
    let verb = [
        "get", "post", "put", "patch", "delete", "request", "head", "options",
    ]
    .contains(&function);
    if call
        .imported
        .as_deref()
        .is_some_and(|path| path.starts_with("requests."))
    {
        return (verb && streams).then_some(Library::Requests);
    }
    let made: Vec<&str> = clients::making(index)
        .filter_map(|(call, _)| call.imported.as_deref())
        .collect();
    let [first, ..] = made.as_slice() else {
        return None;
    };
    // Which client a name stands for is certain only where all are of one kind.
    let package = first.split('.').next()?;
    if made.iter().any(|path| !path.starts_with(package)) {
        return None;
    }
    match package {
        "httpx" => (function == "send" && streams).then_some(Library::Httpx),
        "aiohttp" => verb.then_some(Library::Aiohttp),
        _ => (verb && streams).then_some(Library::Requests),
    }
}

/// The name that a call's answer gets, and whether the call is awaited: `answer = await session.get(…)`.
fn assigned<'a>(index: &'a Index<'_>, call: &Call<'_>) -> Option<(&'a str, bool)> {
    let before = &index.script.text()[..start(call.call)];
    let line = before.rsplit('\n').next()?.trim();
    let (line, awaited) = match line.strip_suffix("await") {
        Some(line) => (line.trim_end(), true),
        None => (line, false),
    };
    let name = line.strip_suffix('=')?.trim_end();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_');
    is_name.then_some((name, awaited))
}

/// Whether nothing is done with that name, anywhere, that reads or closes an answer, or gives it to somebody else.
fn untouched(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).all(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + name.len()..];
        if before.is_some_and(|letter| is_part(letter) || letter == '.')
            || after.starts_with(is_part)
        {
            return true;
        }
        if let Some(attribute) = after.strip_prefix('.') {
            let attribute = attribute
                .split(|letter| !is_part(letter))
                .next()
                .unwrap_or_default();
            return HARMLESS.contains(&attribute);
        }
        let rest = after.trim_start_matches(' ');
        rest.starts_with('=') && !rest.starts_with("==")
    })
}

fn text(
    call: &Call<'_>,
    name: &str,
    awaited: bool,
    library: Library,
    kept: &[Kept],
    longest: Seconds,
) -> String {
    let written = call.written.as_deref().unwrap_or_default();
    let what = match kept.len() {
        1 => format!("The answer of {} was", code(&format!("{written}(…)"))),
        count => format!("{count} answers of {} were", code(&format!("{written}(…)"))),
    };
    let host = kept.first().map_or("", |kept| &kept.host);
    let mut text = format!(
        "{what} neither read to the end nor closed: the connection with {} was kept for it and could serve nobody else, for {}.",
        code(host),
        spoken(longest)
    );
    let pooled = library != Library::Urllib;
    if let Some(other) = kept.iter().find_map(|kept| kept.other.filter(|_| pooled)) {
        let line = super::words::on_line(other);
        text.push_str(&format!(" A request{line} needed another one meanwhile."));
    }
    let with = if awaited { "async with" } else { "with" };
    let (client, _) = written.rsplit_once('.').unwrap_or(("client", ""));
    let cure = match (library, awaited) {
        (Library::Httpx, true) => format!(
            "`async with {client}.stream(…) as {name}:`, or `await {name}.aclose()` in a `finally`"
        ),
        (Library::Httpx, false) => {
            format!("`with {client}.stream(…) as {name}:`, or `{name}.close()` in a `finally`")
        }
        _ => format!("`{with} {written}(…) as {name}:`"),
    };
    format!("{text} Use {cure}.")
}
