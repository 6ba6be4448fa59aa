//! The recorded runs that come with the page, as the file of them is read.

use diagnosis::Finding;
use playground::EXAMPLES;
use trace::Event;

/// For each variant its events, and what the diagnosis noticed.
pub type Recordings = Vec<(Vec<Event>, Vec<Finding>)>;

/// What was recorded of the first example; `None` where the file is damaged, or of another number of variants.
pub fn read(bytes: &[u8]) -> Option<Recordings> {
    let runs: Recordings = postcard::from_bytes(bytes).ok()?;
    (runs.len() == EXAMPLES[0].variants.len()).then_some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::EventKind;

    #[test]
    fn only_whole_recordings_of_every_variant_are_shown() {
        let exited = Event {
            at: 3.0,
            runner: None,
            line: None,
            kind: EventKind::Exited { code: 0 },
        };
        let runs = vec![(vec![exited], Vec::new()); EXAMPLES[0].variants.len()];
        let bytes = postcard::to_allocvec(&runs).unwrap();
        assert_eq!(read(&bytes), Some(runs.clone()));
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(read(&postcard::to_allocvec(&runs[1..]).unwrap()), None);
        assert_eq!(read(&[]), None);
    }
}
