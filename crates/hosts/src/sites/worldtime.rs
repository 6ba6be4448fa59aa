//! `worldtimeapi.org`: the time of day in many places.

use crate::{
    date::{iso, parts, weekday, yearday},
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;

/// The host.
pub struct WorldTime;

/// When clocks are put forward.
#[derive(Clone, Copy, PartialEq)]
enum Summer {
    Never,
    /// From the last Sunday of March to the last of October, at 01:00 UTC.
    Europe,
    /// From the second Sunday of March to the first of November, at 02:00 by the clock.
    America,
}

/// Places: name, hours before UTC in winter, when it is summer, the zone's short names.
const PLACES: [(&str, f64, Summer, &str, &str); 20] = [
    ("Africa/Cairo", 2.0, Summer::Never, "EET", "EET"),
    ("Africa/Lagos", 1.0, Summer::Never, "WAT", "WAT"),
    ("America/Chicago", -6.0, Summer::America, "CST", "CDT"),
    ("America/Denver", -7.0, Summer::America, "MST", "MDT"),
    ("America/Los_Angeles", -8.0, Summer::America, "PST", "PDT"),
    ("America/New_York", -5.0, Summer::America, "EST", "EDT"),
    ("America/Sao_Paulo", -3.0, Summer::Never, "-03", "-03"),
    ("Asia/Dubai", 4.0, Summer::Never, "+04", "+04"),
    ("Asia/Kolkata", 5.5, Summer::Never, "IST", "IST"),
    ("Asia/Shanghai", 8.0, Summer::Never, "CST", "CST"),
    ("Asia/Singapore", 8.0, Summer::Never, "+08", "+08"),
    ("Asia/Tokyo", 9.0, Summer::Never, "JST", "JST"),
    ("Australia/Brisbane", 10.0, Summer::Never, "AEST", "AEST"),
    ("Etc/UTC", 0.0, Summer::Never, "UTC", "UTC"),
    ("Europe/Berlin", 1.0, Summer::Europe, "CET", "CEST"),
    ("Europe/London", 0.0, Summer::Europe, "GMT", "BST"),
    ("Europe/Madrid", 1.0, Summer::Europe, "CET", "CEST"),
    ("Europe/Moscow", 3.0, Summer::Never, "MSK", "MSK"),
    ("Europe/Paris", 1.0, Summer::Europe, "CET", "CEST"),
    ("Europe/Rome", 1.0, Summer::Europe, "CET", "CEST"),
];

impl Site for WorldTime {
    fn think(&self) -> f64 {
        0.04
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let path = request.path();
        let path = path.trim_end_matches(".json").trim_end_matches(".txt");
        let all = || Json::List(PLACES.iter().map(|place| Json::from(place.0)).collect());
        let body = match path {
            "/api/timezone" => Some(all()),
            "/api/ip" => place("Etc/UTC", request),
            _ => path
                .strip_prefix("/api/timezone/")
                .and_then(|name| place(name, request)),
        };
        match body {
            Some(body) => Response::json(200, &body),
            None => Response::json(404, &object! { "error" => "unknown location" }),
        }
    }
}

/// The last Sunday of a month of 31 days, or the one `nth` from its first.
fn sunday(year: i64, month: u32, nth: Option<u32>) -> f64 {
    let first = moment(year, month, 1);
    let until = f64::from((7 - weekday(first)) % 7);
    let first_sunday = first + until * 86_400.0;
    match nth {
        Some(nth) => first_sunday + f64::from(nth - 1) * 7.0 * 86_400.0,
        None => {
            let fifth = first_sunday + 28.0 * 86_400.0;
            if parts(fifth).1 == month {
                fifth
            } else {
                fifth - 7.0 * 86_400.0
            }
        }
    }
}

fn moment(year: i64, month: u32, day: u32) -> f64 {
    // Days since 1970, by counting the years and this one's days.
    let years: i64 = (1970..year)
        .map(|year| {
            if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) {
                366
            } else {
                365
            }
        })
        .sum();
    let guess = years as f64 * 86_400.0;
    let within = (0..366)
        .map(|days| guess + f64::from(days) * 86_400.0)
        .find(|at| {
            let (_, found, date, ..) = parts(*at);
            (found, date) == (month, day)
        });
    within.unwrap_or(guess)
}

fn summer(rule: Summer, hours: f64, now: f64) -> Option<(f64, f64)> {
    let year = parts(now).0;
    let (from, until) = match rule {
        Summer::Never => return None,
        Summer::Europe => (
            sunday(year, 3, None) + 3_600.0,
            sunday(year, 10, None) + 3_600.0,
        ),
        Summer::America => (
            sunday(year, 3, Some(2)) + (2.0 - hours) * 3_600.0,
            sunday(year, 11, Some(1)) + (1.0 - hours) * 3_600.0,
        ),
    };
    (from..until).contains(&now).then_some((from, until))
}

fn place(name: &str, request: &Request) -> Option<Json> {
    let (name, hours, rule, winter_name, summer_name) = PLACES
        .iter()
        .find(|place| place.0.eq_ignore_ascii_case(name))?;
    let now = request.time;
    let summer = summer(*rule, *hours, now);
    let offset = hours + if summer.is_some() { 1.0 } else { 0.0 };
    let written = |hours: f64| {
        let sign = if hours < 0.0 { '-' } else { '+' };
        let minutes = (hours.abs() * 60.0).round() as u32;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let stamp = |offset: f64| {
        let local = now + offset * 3_600.0;
        let micros = ((now - now.floor()) * 1e6) as u32;
        format!("{}.{micros:06}{}", &iso(local)[..19], written(offset))
    };
    let local = now + offset * 3_600.0;
    // Weeks begin on Mondays; the first days of January may belong to the last week of the year before.
    let week = match (yearday(local) + 9 - (weekday(local) + 6) % 7) / 7 {
        0 => 52,
        week => week,
    };
    let edge = |at: f64| iso(at).replace('Z', "+00:00");
    Some(object! {
        "utc_offset" => written(offset),
        "timezone" => *name,
        "day_of_week" => weekday(local),
        "day_of_year" => yearday(local),
        "datetime" => stamp(offset),
        "utc_datetime" => stamp(0.0),
        "unixtime" => now as u64,
        "raw_offset" => (hours * 3_600.0) as i64,
        "week_number" => week,
        "dst" => summer.is_some(),
        "abbreviation" => if summer.is_some() { *summer_name } else { *winter_name },
        "dst_offset" => if summer.is_some() { 3_600 } else { 0 },
        "dst_from" => summer.map(|(from, _)| edge(from)),
        "dst_until" => summer.map(|(_, until)| edge(until)),
        "client_ip" => request.origin.as_str(),
    })
}
