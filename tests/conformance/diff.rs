//! Differences between two texts, for people.

use similar::{ChangeTag, TextDiff};

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The lines that differ and those around them. What cannot be seen otherwise is spelled out.
pub fn lines(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let mut shown = String::new();
    for (index, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if index > 0 {
            shown += "  …\n";
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let line = change.value();
            shown += &format!("{sign} {}\n", line.trim_end_matches('\n'));
            if !line.ends_with('\n') {
                shown += "  (no end of line)\n";
            }
        }
    }
    shown
}
