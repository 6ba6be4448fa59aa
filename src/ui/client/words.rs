//! Words for what became of requests.

use trace::{
    number::{grouped, precise},
    views::requests::{RequestRow, Sum},
};

/// What all requests come to, in words.
pub fn words(sum: &Sum) -> String {
    let requests = match sum.all {
        1 => "1 request".to_owned(),
        all => format!("{} requests", grouped(all)),
    };
    let bad = match sum.bad {
        0 => String::new(),
        bad => format!(", {} refused or failed", grouped(bad)),
    };
    let took = match sum.took {
        Some([_, _, slowest]) if sum.all == 1 => format!(": {}", precise(slowest)),
        Some([quickest, middle, slowest]) => format!(
            ": {} to {}, half within {}",
            precise(quickest),
            precise(slowest),
            precise(middle)
        ),
        None => String::new(),
    };
    format!("{requests}{bad}{took}")
}

/// Whether a request went well, for its colour.
pub fn kind(row: &RequestRow) -> &'static str {
    match (row.is_bad(), row.status) {
        (true, _) => "bad",
        (false, Some(_)) => "good",
        (false, None) => "waits",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_come_to_words() {
        let said = |all, bad, took| words(&Sum { all, bad, took });
        assert_eq!(said(1, 0, Some([0.04; 3])), "1 request: 40 ms");
        assert_eq!(said(1, 1, None), "1 request, 1 refused or failed");
        assert_eq!(
            said(2_000, 3, Some([0.0125, 0.04, 1.5])),
            "2,000 requests, 3 refused or failed: 12.5 ms to 1.500 s, half within 40 ms"
        );
    }
}
