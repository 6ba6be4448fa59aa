//! Who waits for what, in a sentence, for a run that can never go on.

/// How many are named.
const NAMED: usize = 5;

/// "a waits for b (line 3), c waits for d, and 7 more wait".
pub fn in_words(waits: impl IntoIterator<Item = (String, String, Option<u32>)>) -> String {
    let mut all: Vec<String> = waits
        .into_iter()
        .map(|(who, what, line)| match line {
            Some(line) => format!("{who} waits for {what} (line {line})"),
            None => format!("{who} waits for {what}"),
        })
        .collect();
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    if more > 0 {
        all.push(format!("and {more} more wait"));
    }
    all.join(", ")
}
