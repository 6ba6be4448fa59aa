//! Dates as servers write them.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `Sun, 29 Nov 2026 03:51:02 GMT` and its elders, with dashes or two digits of a year, in seconds since 1970.
pub(super) fn read(text: &str) -> Option<i64> {
    let (mut day, mut month, mut year, mut time) = (None, None, None, None);
    for word in text.split([' ', ',', '-']).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        if word.contains(':') {
            let mut parts = word.splitn(3, ':').map(|part| part.parse::<i64>().ok());
            time = Some(
                parts.next()?? * 3600 + parts.next()?? * 60 + parts.next().flatten().unwrap_or(0),
            );
        } else if let Ok(number) = word.parse::<i64>() {
            if day.is_none() {
                day = Some(number);
            } else {
                year = Some(match number {
                    0..70 => number + 2000,
                    70..100 => number + 1900,
                    _ => number,
                });
            }
        } else if let Some(at) = MONTHS.iter().position(|one| lower.starts_with(one)) {
            month = Some(at as i64 + 1);
        }
    }
    Some(days(year?, month?, day?) * 86_400 + time?)
}

/// The days from 1970-01-01 to a date; years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_read() {
        let is = Some(1_795_924_262);
        assert_eq!(super::read("Sun, 29 Nov 2026 03:51:02 GMT"), is);
        assert_eq!(super::read("Sunday, 29-Nov-26 03:51:02 GMT"), is);
        assert_eq!(super::read("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(super::read("tomorrow"), None);
    }
}
