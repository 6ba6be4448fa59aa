//! `api.coindesk.com`, `api.coinbase.com`, `api.binance.com`, `api.coingecko.com`: what things cost, each in its host's form.

use crate::{
    date::iso,
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;

/// Any of them.
pub struct Prices;

/// Coins and what one costs about, in dollars: long name, short name.
const COINS: [(&str, &str, f64); 6] = [
    ("bitcoin", "BTC", 64_000.0),
    ("ethereum", "ETH", 3_100.0),
    ("solana", "SOL", 150.0),
    ("ripple", "XRP", 0.6),
    ("dogecoin", "DOGE", 0.12),
    ("litecoin", "LTC", 80.0),
];

/// Currencies, what a dollar is in them, their signs and names.
const CURRENCIES: [(&str, f64, &str, &str); 5] = [
    ("USD", 1.0, "&#36;", "United States Dollar"),
    ("GBP", 0.78, "&pound;", "British Pound Sterling"),
    ("EUR", 0.92, "&euro;", "Euro"),
    ("JPY", 150.0, "&yen;", "Japanese Yen"),
    ("INR", 83.0, "&#8377;", "Indian Rupee"),
];

/// What a coin costs at a moment: two waves, so that it goes up and down and is the same in every run.
fn price(usual: f64, time: f64) -> f64 {
    let wave = 0.01 * (time / 900.0).sin() + 0.004 * (time / 61.0).sin();
    usual * (1.0 + wave)
}

fn coin(name: &str) -> Option<f64> {
    COINS
        .iter()
        .find(|(long, short, _)| {
            long.eq_ignore_ascii_case(name) || short.eq_ignore_ascii_case(name)
        })
        .map(|(_, _, usual)| *usual)
}

fn rate(name: &str) -> Option<f64> {
    CURRENCIES
        .iter()
        .find(|(short, ..)| short.eq_ignore_ascii_case(name))
        .map(|(_, rate, ..)| *rate)
}

impl Site for Prices {
    fn think(&self) -> f64 {
        0.05
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let now = request.time;
        match (request.host.as_str(), &parts[..]) {
            ("api.coindesk.com", ["v1", "bpi", "currentprice.json" | "currentprice"]) => {
                coindesk(now)
            }
            ("api.coinbase.com", ["v2", "prices", pair, "spot" | "buy" | "sell"]) => {
                coinbase(pair, now)
            }
            ("api.coinbase.com", ["v2", "exchange-rates"]) => {
                let base = request
                    .asked("currency")
                    .unwrap_or_else(|| "USD".to_owned());
                rates(&base, now)
            }
            ("api.coinbase.com", ["v2", "time"]) => Response::json(
                200,
                &object! { "data" => object! { "iso" => iso(now), "epoch" => now as u64 } },
            ),
            ("api.binance.com", ["api", "v3", "ticker", "price"]) => {
                binance(&request.asked("symbol").unwrap_or_default(), now)
            }
            ("api.binance.com", ["api", "v3", "ping"]) => Response::json(200, &object! {}),
            ("api.coingecko.com", ["api", "v3", "simple", "price"]) => coingecko(request, now),
            _ => Response::json(404, &object! { "error" => "Not Found" }),
        }
    }
}

fn grouped(amount: f64) -> String {
    let text = format!("{amount:.3}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, "000"));
    let digits: Vec<String> = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|three| String::from_utf8_lossy(three).into_owned())
        .collect();
    format!("{}.{part}", digits.join(","))
}

fn coindesk(now: f64) -> Response {
    let minute = (now / 60.0).floor() * 60.0;
    let (year, month, day, hour, minutes, _) = crate::date::parts(minute);
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = months[month as usize - 1];
    let bpi: Json = CURRENCIES[..3]
        .iter()
        .map(|(short, rate, sign, name)| {
            let amount = price(64_000.0, minute) * rate;
            let amount = (amount * 10_000.0).round() / 10_000.0;
            let one = object! {
                "code" => *short, "symbol" => *sign, "rate" => grouped(amount), "description" => *name,
                "rate_float" => amount,
            };
            ((*short).to_owned(), one)
        })
        .collect();
    let iso = iso(minute).replace('Z', "+00:00");
    Response::json(
        200,
        &object! {
            "time" => object! {
                "updated" => format!("{month} {day}, {year} {hour:02}:{minutes:02}:00 UTC"),
                "updatedISO" => iso,
                "updateduk" => format!("{month} {day}, {year} at {hour:02}:{minutes:02} GMT"),
            },
            "disclaimer" => "These prices are simulated.",
            "chartName" => "Bitcoin",
            "bpi" => bpi,
        },
    )
}

fn coinbase(pair: &str, now: f64) -> Response {
    let (base, currency) = pair.split_once('-').unwrap_or((pair, ""));
    match (coin(base), rate(currency)) {
        (Some(usual), Some(rate)) => Response::json(
            200,
            &object! {
                "data" => object! {
                    "amount" => format!("{:.2}", price(usual, now) * rate),
                    "base" => base.to_uppercase(),
                    "currency" => currency.to_uppercase(),
                },
            },
        ),
        _ => {
            let one = object! { "id" => "not_found", "message" => "Invalid base currency" };
            Response::json(404, &object! { "errors" => vec![one] })
        }
    }
}

fn rates(base: &str, now: f64) -> Response {
    let dollars = coin(base)
        .map(|usual| price(usual, now))
        .or(rate(base).map(|rate| 1.0 / rate));
    let Some(dollars) = dollars else {
        let one = object! { "id" => "invalid_request", "message" => format!("Currency is invalid: {base}") };
        return Response::json(400, &object! { "errors" => vec![one] });
    };
    let coins = COINS
        .iter()
        .map(|(_, short, usual)| (*short, dollars / price(*usual, now)));
    let rates: Json = CURRENCIES
        .iter()
        .map(|(short, rate, ..)| (*short, dollars * rate))
        .chain(coins)
        .map(|(short, amount)| (short.to_owned(), Json::from(format!("{amount:.8}"))))
        .collect();
    Response::json(
        200,
        &object! { "data" => object! { "currency" => base.to_uppercase(), "rates" => rates } },
    )
}

fn binance(symbol: &str, now: f64) -> Response {
    let usual = symbol.strip_suffix("USDT").and_then(coin);
    match usual {
        Some(usual) => Response::json(
            200,
            &object! { "symbol" => symbol, "price" => format!("{:.8}", price(usual, now)) },
        ),
        None => Response::json(
            400,
            &object! { "code" => -1121, "msg" => "Invalid symbol." },
        ),
    }
}

fn coingecko(request: &Request, now: f64) -> Response {
    let asked = |name: &str| request.asked(name).unwrap_or_default();
    let (ids, currencies) = (asked("ids"), asked("vs_currencies"));
    let prices: Json = ids
        .split(',')
        .filter_map(|id| {
            let usual = coin(id)?;
            let each: Json = currencies
                .split(',')
                .filter_map(|currency| {
                    let amount = price(usual, now) * rate(currency)?;
                    Some((
                        currency.to_owned(),
                        Json::from((amount * 100.0).round() / 100.0),
                    ))
                })
                .collect();
            Some((id.to_owned(), each))
        })
        .collect();
    Response::json(200, &prices)
}
