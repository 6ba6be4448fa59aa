//! A call hung for want of an answer, and had no time-out.

use super::{
    Edit, Finding, Kind, clients,
    diagnose::Check,
    script::{
        edit::fix,
        end,
        index::{Call, Index},
    },
    standing::Standing,
    words::code,
};
use trace::{End, Seconds, connection::What, number::spoken, wires::Wire};

/// Who waits longer than this, in virtual seconds, hangs.
const HANGS: Seconds = 10.0;

/// What waits as long as it takes where nothing is said.
const PATIENT: [&str; 8] = [
    "requests.get",
    "requests.post",
    "requests.put",
    "requests.patch",
    "requests.delete",
    "requests.head",
    "requests.request",
    "urllib.request.urlopen",
];

/// Looks at how long was waited at connections, when all is known.
#[derive(Default)]
pub(crate) struct NoTimeOut;

impl Check for NoTimeOut {
    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let mut findings: Vec<Finding> = Vec::new();
        for (_, wire) in standing.wires.all() {
            if wire.end != Some(End::Asks) {
                continue;
            }
            let Some((from, to, line)) = longest_wait(wire, standing.now) else {
                continue;
            };
            let found = index
                .calls
                .iter()
                .filter(|call| is_patient(call))
                .find(|call| {
                    let (first, last) = index.script.lines(call.call);
                    line.is_some_and(|line| (first..=last).contains(&line))
                });
            if let Some(call) = found
                && !findings
                    .iter()
                    .any(|known| known.line == Some(index.script.line(call.call)))
            {
                findings.push(finding(index, call, wire, (from, to)));
            }
        }
        findings
    }
}

fn is_patient(call: &Call<'_>) -> bool {
    let known = call.imported.as_deref();
    known.is_some_and(|name| PATIENT.contains(&name)) && !clients::has_keyword(call, "timeout")
}

/// The longest stretch in which nothing came back, where somebody hung in it: from when to when, and the script's line.
fn longest_wait(wire: &Wire, now: Seconds) -> Option<(Seconds, Seconds, Option<u32>)> {
    let mut begun: Option<(Seconds, Option<u32>)> = None;
    let mut longest: Option<(Seconds, Seconds, Option<u32>)> = None;
    let mut note = |begun: Option<(Seconds, Option<u32>)>, to: Seconds| {
        if let Some((from, line)) = begun
            && to - from >= HANGS
            && longest.is_none_or(|(start, end, _)| to - from > end - start)
        {
            longest = Some((from, to, line));
        }
    };
    for seen in &wire.seen {
        match seen.what {
            What::Connecting | What::Sent(_) => begun = Some((seen.at, seen.line)),
            What::Connected
            | What::Received(_)
            | What::Failed(_)
            | What::Ended
            | What::Reset
            | What::Closed => note(begun.take(), seen.at),
            _ => {}
        }
    }
    note(begun, now);
    longest
}

fn finding(
    index: &Index<'_>,
    call: &Call<'_>,
    wire: &Wire,
    (from, to): (Seconds, Seconds),
) -> Finding {
    let name = call.written.as_deref().unwrap_or_default();
    let line = index.script.line(call.call);
    // Before the closing bracket.
    let edit = Edit::insert(end(call.call) - 1, ", timeout=5");
    let label = code("timeout=5");
    Finding {
        kind: Kind::NoTimeOut,
        line: Some(line),
        columns: Some(index.script.columns(call.call)),
        at: from,
        cost: Some(to - from),
        text: format!(
            "{} on line {line} waited for {} for {}: it has no time-out, and waits as long as the other end likes. Give it one: \
             {label}.",
            code(name),
            code(&wire.name()),
            spoken(to - from)
        ),
        fix: fix(index.script, label, [edit]),
    }
}
