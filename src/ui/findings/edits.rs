//! Fixes as the editor takes them: it counts UTF-16 units, and a fix counts bytes.

use diagnosis::Fix;
use serde::Serialize;

/// One change of the editor's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The first UTF-16 unit.
    pub from: usize,
    /// The one behind the last.
    pub to: usize,
    /// The new text.
    pub insert: String,
}

/// A fix as changes of the text that it was made for; `None` where it is not for this one.
pub fn changes(source: &str, fix: &Fix) -> Option<Vec<Change>> {
    fix.apply(source)?;
    let unit = |byte: usize| source[..byte].encode_utf16().count();
    let change = |edit: &diagnosis::Edit| Change {
        from: unit(edit.from),
        to: unit(edit.to),
        insert: edit.text.clone(),
    };
    Some(fix.edits.iter().map(change).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use diagnosis::Edit;

    #[test]
    fn positions_are_counted_as_the_editor_does() {
        let source = "s = \"é🥐\"\nsave()\n";
        let at = source.find("save").unwrap();
        let fix = Fix {
            label: String::new(),
            edits: vec![Edit::insert(at, "await ")],
        };
        let [change] = changes(source, &fix).unwrap().try_into().unwrap();
        assert_eq!((change.from, change.to), (10, 10));
        assert_eq!(change.insert, "await ");
    }

    #[test]
    fn a_fix_of_another_text_changes_nothing() {
        let fix = Fix {
            label: String::new(),
            edits: vec![Edit::insert(100, "await ")],
        };
        assert_eq!(changes("short", &fix), None);
    }
}
