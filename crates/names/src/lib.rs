//! What the interpreter's parser asks a library of its own, answered by what the interpreter itself has: the tables would be in
//! the engine twice, and `"\N{...}"` would know other names than `unicodedata`.

/// The character of this name or alias, as `unicodedata.lookup` finds it; none for a named sequence.
pub fn character(name: &str) -> Option<char> {
    rustpython_unicode::data::lookup_character(name)
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn names_are_those_of_the_interpreters_unicode() {
        assert_eq!(character("SNOWMAN"), Some('☃'));
        assert_eq!(character("BYTE ORDER MARK"), Some('\u{FEFF}'));
        assert_eq!(character("HANGUL SYLLABLE GAG"), Some('각'));
        // New in Unicode 16, as CPython 3.14 has it.
        assert_eq!(character("GARAY DIGIT ZERO"), Some('\u{10D40}'));
        assert_eq!(character("NOBODY"), None);
    }
}
