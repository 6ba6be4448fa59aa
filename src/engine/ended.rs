//! What is said of a run that the browser has ended: by the engine where it still can, else by the page.

/// The browser's stack was full, at this line of the script if that is known.
pub fn out_of_stack(line: Option<u32>) -> String {
    let place = line.map_or(String::new(), |line| format!(" on line {line}"));
    format!(
        "The script went deeper{place} than the browser's stack reaches, so it was ended. Nest calls or data less deeply, or \
         use a loop."
    )
}
