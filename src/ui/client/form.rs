//! What the fields of the client say.

/// The methods that are offered.
pub const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// One request, or many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// One of [`METHODS`].
    pub method: String,
    /// Where to.
    pub address: String,
    /// Fields of the request, one a line: `Name: value`.
    pub fields: String,
    /// What is sent along.
    pub body: String,
    /// How many.
    pub load: Load,
}

/// How many requests a load has, and how fast. Empty fields say nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many in all.
    pub requests: String,
    /// How many at once.
    pub at_once: String,
    /// How many a second, all together.
    pub rate: String,
    /// For how many seconds, instead of a number.
    pub seconds: String,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            method: METHODS[0].to_owned(),
            address: String::new(),
            fields: String::new(),
            body: String::new(),
            load: Load::default(),
        }
    }
}

impl Default for Load {
    fn default() -> Self {
        Self {
            requests: "200".to_owned(),
            at_once: "20".to_owned(),
            rate: String::new(),
            seconds: String::new(),
        }
    }
}

/// A load in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// How many in all; `None` where it goes by seconds.
    pub requests: Option<u32>,
    /// How many at once.
    pub at_once: u32,
    /// How many a second, all together.
    pub rate: Option<f64>,
    /// For how many seconds.
    pub seconds: Option<f64>,
}

/// The most requests of one load, and the most at once: what a run can hold.
pub const MOST_REQUESTS: u32 = 10_000;
/// The most at once.
pub const MOST_AT_ONCE: u32 = 1_000;

impl Load {
    /// The numbers that the fields say.
    ///
    /// # Errors
    /// What to write instead, for the reader.
    pub fn numbers(&self) -> Result<Numbers, String> {
        let at_once = whole(&self.at_once)
            .filter(|number| (1..=MOST_AT_ONCE).contains(number))
            .ok_or(format!("“at once” is a number from 1 to {MOST_AT_ONCE}."))?;
        let rate = optional(&self.rate).ok_or("“per second” is a number above 0, or empty.")?;
        let seconds = optional(&self.seconds).ok_or("“seconds” is a number above 0, or empty.")?;
        if let Some(seconds) = seconds {
            if rate.is_some_and(|rate| rate * seconds > f64::from(MOST_REQUESTS)) {
                return Err(format!(
                    "“per second” times “seconds” is at most {MOST_REQUESTS}."
                ));
            }
            return Ok(Numbers {
                requests: None,
                at_once,
                rate,
                seconds: Some(seconds),
            });
        }
        let requests = whole(&self.requests)
            .filter(|number| (1..=MOST_REQUESTS).contains(number))
            .ok_or(format!("“requests” is a number from 1 to {MOST_REQUESTS}."))?;
        if requests < at_once {
            return Err("“requests” is at least as many as “at once”.".to_owned());
        }
        Ok(Numbers {
            requests: Some(requests),
            at_once,
            rate,
            seconds: None,
        })
    }
}

fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

/// A number above 0, or nothing.
fn optional(text: &str) -> Option<Option<f64>> {
    match text.trim() {
        "" => Some(None),
        number => {
            let number: f64 = number.parse().ok()?;
            (number.is_finite() && number > 0.0).then_some(Some(number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(requests: &str, at_once: &str, rate: &str, seconds: &str) -> Load {
        Load {
            requests: requests.to_owned(),
            at_once: at_once.to_owned(),
            rate: rate.to_owned(),
            seconds: seconds.to_owned(),
        }
    }

    #[test]
    fn numbers_are_read() {
        let numbers = load("100", " 10 ", "", "").numbers().unwrap();
        assert_eq!((numbers.requests, numbers.at_once), (Some(100), 10));
        assert_eq!((numbers.rate, numbers.seconds), (None, None));
        // With seconds, nobody asks how many.
        let numbers = load("", "5", "2.5", "10").numbers().unwrap();
        assert_eq!(
            (numbers.requests, numbers.rate, numbers.seconds),
            (None, Some(2.5), Some(10.0))
        );
    }

    #[test]
    fn what_is_no_load_is_said() {
        for (load, word) in [
            (load("10", "0", "", ""), "at once"),
            (load("10", "x", "", ""), "at once"),
            (load("10", "1001", "", ""), "at once"),
            (load("", "1", "", ""), "requests"),
            (load("10001", "1", "", ""), "requests"),
            (load("5", "10", "", ""), "at least"),
            (load("5", "1", "0", ""), "per second"),
            (load("5", "1", "", "-1"), "seconds"),
            (load("5", "1", "", "inf"), "seconds"),
            (load("5", "1", "1001", "10"), "at most"),
        ] {
            let said = load.numbers().unwrap_err();
            assert!(said.contains(word), "{said}");
        }
    }
}
