//! `api.open-meteo.com`: the weather, simulated.

use crate::{
    date::iso,
    http::{Request, Response, Site},
    json::Json,
    object,
    words::number,
};
use fastrand::Rng;

/// The host.
pub struct OpenMeteo;

const DAY: f64 = 86_400.0;
const HOUR: f64 = 3_600.0;

impl Site for OpenMeteo {
    fn think(&self) -> f64 {
        0.03
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        if request.path() != "/v1/forecast" {
            return Response::json(404, &object! { "reason" => "Not Found", "error" => true });
        }
        let place = |name: &str, most: f64| {
            let value = request.number::<f64>(name);
            value.filter(|value| value.abs() <= most)
        };
        match (place("latitude", 90.0), place("longitude", 180.0)) {
            (Some(latitude), Some(longitude)) => {
                Response::json(200, &forecast(request, latitude, longitude))
            }
            (None, _) => refuse("Latitude must be in range of -90 to 90°."),
            (_, None) => refuse("Longitude must be in range of -180 to 180°."),
        }
    }
}

fn refuse(reason: &str) -> Response {
    Response::json(400, &object! { "reason" => reason, "error" => true })
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

/// What is measured, at a place and a moment: its value and its unit.
fn measured(what: &str, latitude: f64, longitude: f64, time: f64) -> Option<(f64, &'static str)> {
    let sun = ((time / DAY + longitude / 360.0).fract() - 0.375) * std::f64::consts::TAU;
    let season =
        ((time / (365.25 * DAY)).fract() - 0.3) * std::f64::consts::TAU * latitude.signum();
    let drift = ((time / DAY).floor() * 1.7 + latitude + longitude).sin();
    let warm = 28.0 - latitude.abs() * 0.45 + 9.0 * season.sin() + 4.0 * sun.sin() + 3.0 * drift;
    let wind = 11.0 + 7.0 * (time / HOUR / 5.0 + latitude).sin();
    let wet = (drift + 0.3 * (time / HOUR).sin()).max(0.0);
    Some(match what {
        "temperature_2m" | "temperature" => (rounded(warm, 1), "°C"),
        "apparent_temperature" => (rounded(warm - wind / 10.0, 1), "°C"),
        "dewpoint_2m" | "dew_point_2m" => (rounded(warm - 5.0, 1), "°C"),
        "relativehumidity_2m" | "relative_humidity_2m" => ((60.0 + 30.0 * drift).round(), "%"),
        "precipitation" | "rain" => (rounded(wet * 0.8, 2), "mm"),
        "precipitation_probability" => ((wet * 90.0).min(100.0).round(), "%"),
        "cloudcover" | "cloud_cover" => ((50.0 + 50.0 * drift).round(), "%"),
        "windspeed_10m" | "wind_speed_10m" | "windspeed" => (rounded(wind, 1), "km/h"),
        "winddirection_10m" | "wind_direction_10m" | "winddirection" => {
            ((180.0 + 170.0 * (time / DAY).sin()).round(), "°")
        }
        "surface_pressure" | "pressure_msl" => (rounded(1013.0 + 12.0 * drift, 1), "hPa"),
        "weathercode" | "weather_code" => (
            if wet > 0.5 {
                61.0
            } else if drift > -0.3 {
                3.0
            } else {
                0.0
            },
            "wmo code",
        ),
        "is_day" => (f64::from(u8::from(sun.sin() > -0.2)), ""),
        _ => return None,
    })
}

/// What is summed up for a day.
fn of_day(what: &str, latitude: f64, longitude: f64, day: f64) -> Option<(Json, &'static str)> {
    let hours = |what: &str| -> Vec<f64> {
        (0..24)
            .filter_map(|hour| measured(what, latitude, longitude, day + f64::from(hour) * HOUR))
            .map(|(value, _)| value)
            .collect()
    };
    let most = |what| Json::from(hours(what).into_iter().fold(f64::MIN, f64::max));
    let least = |what| Json::from(hours(what).into_iter().fold(f64::MAX, f64::min));
    Some(match what {
        "temperature_2m_max" => (most("temperature_2m"), "°C"),
        "temperature_2m_min" => (least("temperature_2m"), "°C"),
        "windspeed_10m_max" | "wind_speed_10m_max" => (most("windspeed_10m"), "km/h"),
        "precipitation_sum" | "rain_sum" => {
            (Json::from(rounded(hours("rain").iter().sum(), 2)), "mm")
        }
        "weathercode" | "weather_code" => (
            Json::from(measured("weathercode", latitude, longitude, day + 12.0 * HOUR)?.0 as i64),
            "wmo code",
        ),
        "sunrise" => (Json::from(minute(day + 6.5 * HOUR)), "iso8601"),
        "sunset" => (Json::from(minute(day + 18.5 * HOUR)), "iso8601"),
        _ => return None,
    })
}

fn minute(time: f64) -> String {
    iso(time)[..16].to_owned()
}

fn forecast(request: &Request, latitude: f64, longitude: f64) -> Json {
    let now = request.time;
    let mut random = Rng::with_seed(number(request.raw_query()));
    let mut body = object! {
        "latitude" => rounded(latitude, 2),
        "longitude" => rounded(longitude, 2),
        "generationtime_ms" => rounded(0.02 + random.f64() / 10.0, 6),
        "utc_offset_seconds" => 0,
        "timezone" => "GMT",
        "timezone_abbreviation" => "GMT",
        "elevation" => (10 + number(&format!("{latitude:.1} {longitude:.1}")) % 400) as f64,
    };
    let whole = |name: &str, value: f64| match name {
        "is_day"
        | "weathercode"
        | "weather_code"
        | "winddirection"
        | "wind_direction_10m"
        | "winddirection_10m"
        | "relative_humidity_2m"
        | "relativehumidity_2m"
        | "cloudcover"
        | "cloud_cover"
        | "precipitation_probability" => Json::from(value as i64),
        _ => Json::from(value),
    };
    let listed = |name: &str| -> Vec<String> {
        let all = request.asked(name).unwrap_or_default();
        all.split(',')
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut current = |key: &str, names: &[String]| {
        let quarter = (now / 900.0).floor() * 900.0;
        let mut units = object! { "time" => "iso8601", "interval" => "seconds" };
        let mut values = object! { "time" => minute(quarter), "interval" => 900 };
        for name in names {
            if let Some((value, unit)) = measured(name, latitude, longitude, quarter) {
                units.set(name, unit);
                values.set(name, whole(name, value));
            }
        }
        body.set(&format!("{key}_units"), units);
        body.set(key, values);
    };
    if request.asked("current_weather").as_deref() == Some("true") {
        let names = [
            "temperature",
            "windspeed",
            "winddirection",
            "is_day",
            "weathercode",
        ];
        current("current_weather", &names.map(str::to_owned));
    }
    let asked = listed("current");
    if !asked.is_empty() {
        current("current", &asked);
    }
    let days: u32 = request.number("forecast_days").unwrap_or(7).clamp(1, 16);
    let today = (now / DAY).floor() * DAY;
    let asked = listed("hourly");
    if !asked.is_empty() {
        let times: Vec<f64> = (0..days * 24)
            .map(|hour| today + f64::from(hour) * HOUR)
            .collect();
        let mut units = object! { "time" => "iso8601" };
        let mut values = object! { "time" => times.iter().map(|time| Json::from(minute(*time))).collect::<Vec<_>>() };
        for name in asked {
            let column: Vec<Json> = times
                .iter()
                .filter_map(|time| measured(&name, latitude, longitude, *time))
                .map(|(value, unit)| {
                    units.set(&name, unit);
                    whole(&name, value)
                })
                .collect();
            values.set(&name, column);
        }
        body.set("hourly_units", units);
        body.set("hourly", values);
    }
    let asked = listed("daily");
    if !asked.is_empty() {
        let times: Vec<f64> = (0..days).map(|day| today + f64::from(day) * DAY).collect();
        let mut units = object! { "time" => "iso8601" };
        let mut values = object! { "time" => times.iter().map(|time| Json::from(crate::date::day(*time))).collect::<Vec<_>>() };
        for name in asked {
            let column: Vec<Json> = times
                .iter()
                .filter_map(|time| of_day(&name, latitude, longitude, *time))
                .map(|(value, unit)| {
                    units.set(&name, unit);
                    value
                })
                .collect();
            values.set(&name, column);
        }
        body.set("daily_units", units);
        body.set("daily", values);
    }
    body
}
