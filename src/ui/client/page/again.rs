//! Which typed line answers a request that nobody has to make again: what has been asked once stands in the record, and typing it
//! again would only make the playground longer.

use super::line::only_reads;
use playground::Typed;

/// When an answer that is there may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Always: it is the same at any time, or it is to be seen as it was.
    Holds,
    /// Where nothing has been sent since that could have changed it.
    UnlessSent,
    /// As a page asks that was answered by the line at this place, or has sent that line: where nothing was sent between.
    Since(usize),
    /// Never: the person wants it now.
    Never,
}

/// The place of the line that answers.
pub fn typed_before(command: &str, typed: &[Typed], again: Again) -> Option<usize> {
    let found = typed.iter().rposition(|typed| typed.line == command)?;
    let nothing_sent = |lines: &[Typed]| lines.iter().all(|typed| only_reads(&typed.line));
    let holds = match again {
        Again::Holds => true,
        Again::UnlessSent => nothing_sent(&typed[found + 1..]),
        Again::Since(place) => {
            found >= place || nothing_sent(typed.get(found + 1..=place).unwrap_or_default())
        }
        Again::Never => false,
    };
    holds.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 5] = [
        "uvicorn main:app",
        "curl -i http://h/list",
        "curl -i http://h/data",
        "curl -i http://h/list -d a=b",
        "curl -i http://h/list",
    ];

    fn typed(lines: usize) -> Vec<Typed> {
        let typed = |line: &&str| Typed {
            terminal: 1,
            line: (*line).to_owned(),
        };
        LINES[..lines].iter().map(typed).collect()
    }

    #[test]
    fn what_was_asked_answers_until_something_is_sent() {
        let [list, data] = ["curl -i http://h/list", "curl -i http://h/data"];
        for (command, lines, again, place) in [
            (list, 3, Again::UnlessSent, Some(1)),
            (list, 4, Again::UnlessSent, None),
            (list, 4, Again::Holds, Some(1)),
            (list, 5, Again::UnlessSent, Some(4)),
            (list, 5, Again::Never, None),
            // A link's page, opened anew, has what it asked for then.
            (data, 4, Again::Since(1), Some(2)),
            // After it sent something, it asks again.
            (data, 4, Again::Since(3), None),
            (data, 5, Again::Since(4), None),
            ("curl -i http://h/none", 5, Again::Holds, None),
        ] {
            assert_eq!(
                typed_before(command, &typed(lines), again),
                place,
                "{command} {lines} {again:?}"
            );
        }
    }
}
