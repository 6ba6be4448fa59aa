//! A task's own colour: identity, never state.

/// How many identity colours there are: `--identity-0` … `--identity-7` in the style sheet.
pub const IDENTITIES: u8 = 8;

/// The identity colour of a name, the same on every page and in every run.
///
/// FNV-1a, folded: stable for ever, and neighbours such as `Task-1` and `Task-2` differ.
pub fn identity(name: &str) -> u8 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    ((hash ^ (hash >> 16)) % u32::from(IDENTITIES)) as u8
}

/// The style that carries a name's colour: `var(--identity-3)`.
pub fn colour(name: &str) -> String {
    format!("var(--identity-{})", identity(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_tasks_take_different_colours() {
        let first: Vec<u8> = (1..=4).map(|n| identity(&format!("Task-{n}"))).collect();
        let mut distinct = first.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), first.len(), "{first:?}");
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(identity("latte"), identity("latte"));
        assert_ne!(identity("latte"), identity("espresso"));
    }
}
