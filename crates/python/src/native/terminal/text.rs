//! Bytes as a terminal shows them.

/// Makes text of bytes that come in pieces: a character may be cut between two.
#[derive(Debug, Default)]
pub(super) struct Text {
    cut: Vec<u8>,
}

impl Text {
    /// The text of all whole characters.
    pub fn take(&mut self, bytes: &[u8]) -> String {
        self.cut.extend(bytes);
        let whole = match std::str::from_utf8(&self.cut) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Ok(_) | Err(_) => match last_is_cut(&self.cut) {
                Some(at) => at,
                None => self.cut.len(),
            },
        };
        let rest = self.cut.split_off(whole);
        let whole = std::mem::replace(&mut self.cut, rest);
        String::from_utf8_lossy(&whole).into_owned()
    }

    /// What is left when nothing more comes.
    pub fn rest(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.cut)).into_owned()
    }
}

/// Where the last character begins, if it is not whole.
fn last_is_cut(bytes: &[u8]) -> Option<usize> {
    let start = bytes.len().saturating_sub(3);
    (start..bytes.len()).find(|at| {
        std::str::from_utf8(&bytes[*at..]).is_err_and(|error| {
            error.valid_up_to() == 0 && error.error_len().is_none() && bytes[*at] >= 0xC0
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_is_cut_waits_for_its_rest() {
        let mut text = Text::default();
        let euro = "€".as_bytes();
        assert_eq!(text.take(&[b'a', euro[0]]), "a");
        assert_eq!(text.take(&euro[1..2]), "");
        assert_eq!(text.take(&[euro[2], b'b']), "€b");
        assert_eq!(text.rest(), "");
    }

    #[test]
    fn what_is_no_text_is_shown_as_such() {
        let mut text = Text::default();
        assert_eq!(text.take(&[b'a', 0xFF, b'b', 0xE2, 0x82]), "a\u{FFFD}b");
        assert_eq!(text.rest(), "\u{FFFD}");
    }
}
