//! Moments in the forms in which interfaces write them.

/// Year, month, day, hour, minute and second of a moment in seconds since 1970, in UTC.
pub fn parts(time: f64) -> (i64, u32, u32, u32, u32, u32) {
    let seconds = time.floor() as i64;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    (
        year,
        month,
        day,
        (second / 3_600) as u32,
        (second / 60 % 60) as u32,
        (second % 60) as u32,
    )
}

/// The date of a day counted from 1970-01-01: years begin in March, so that the leap day is the last.
fn civil(days: i64) -> (i64, u32, u32) {
    // 1970-01-01 is 719,468 days after 0000-03-01; 146,097 days are 400 years.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = (day - (153 * month + 2) / 5 + 1) as u32;
    let month = if month < 10 { month + 3 } else { month - 9 } as u32;
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, date)
}

/// `2026-11-29T03:51:02Z`
pub fn iso(time: f64) -> String {
    let (year, month, day, hour, minute, second) = parts(time);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// `2026-11-29`
pub fn day(time: f64) -> String {
    iso(time)[..10].to_owned()
}

/// The day of the week, Sunday 0.
pub fn weekday(time: f64) -> u32 {
    // 1970-01-01 was a Thursday.
    ((time / 86_400.0).floor() as i64 + 4).rem_euclid(7) as u32
}

/// The day of the year, from 1.
pub fn yearday(time: f64) -> u32 {
    let (year, month, day, ..) = parts(time);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    before[month as usize - 1] + day + u32::from(leap && month > 2)
}
