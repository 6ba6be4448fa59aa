//! What findings have in common as sentences.

/// Code, as it stands in a sentence.
pub fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Names in a sentence: `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and 3 more ``.
pub fn listed(names: &[String], all: usize) -> String {
    const SHOWN: usize = 3;
    let shown = if all > SHOWN { SHOWN - 1 } else { SHOWN };
    let mut parts: Vec<String> = names.iter().take(shown).map(|name| code(name)).collect();
    if all > parts.len() {
        let more = trace::number::grouped(all - parts.len());
        parts.push(format!("{more} more"));
    }
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// ` on line 7`, where the line is known.
pub fn on_line(line: Option<u32>) -> String {
    line.map(|line| format!(" on line {line}"))
        .unwrap_or_default()
}

/// `1 task`, `5 tasks`.
pub fn counted(count: usize, what: &str) -> String {
    let count_text = trace::number::grouped(count);
    match count {
        1 => format!("{count_text} {what}"),
        _ => format!("{count_text} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_are_listed_and_many_counted() {
        let names: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        assert_eq!(listed(&names[..1], 1), "`a`");
        assert_eq!(listed(&names[..2], 2), "`a` and `b`");
        assert_eq!(listed(&names[..3], 3), "`a`, `b` and `c`");
        assert_eq!(listed(&names, 7), "`a`, `b` and 5 more");
    }
}
