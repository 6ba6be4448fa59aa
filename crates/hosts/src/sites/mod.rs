//! The hosts that are known, a file each, and what is told of one that is not.

mod badssl;
mod catfact;
mod dog_ceo;
mod dummyjson;
mod example;
mod github;
mod google;
mod guesses;
mod hacker_news;
mod httpbin;
mod httpstat;
mod jokes;
mod jsonplaceholder;
mod made_up;
mod my_address;
mod open_meteo;
mod pokeapi;
mod postman_echo;
mod prices;
mod python_org;
mod reqres;
mod sockets;
mod wikipedia;
mod worldtime;

use crate::{
    http::Site,
    line::{Daytime, EchoPort, SilentPort, Whois},
    settings::Settings,
};
use machine::{Seconds, net::Service};
use std::rc::Rc;

/// What is known of a host.
pub struct Known {
    /// What answers on its ports 80 and 443.
    pub site: Rc<dyn Site>,
    /// Virtual seconds that bytes take one way.
    pub latency: Seconds,
    /// What it shows to prove that it is itself.
    pub shown: Shown,
    /// What answers on other ports.
    pub ports: Vec<(u16, Rc<dyn Service>)>,
    /// Whether nobody knows what it answers in life.
    pub made_up: bool,
}

/// A certificate, as it should be or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In order.
    Good,
    /// For other names.
    For(&'static [&'static str]),
    /// Of last year.
    Expired,
    /// From nobody but itself.
    SelfSigned,
    /// From an authority that nobody trusts.
    UntrustedRoot,
    /// From one that vouches by another, which is not shown.
    Incomplete,
}

/// One way, in virtual seconds: within a country.
const COUNTRY: Seconds = 0.010;
/// Across an ocean.
const OCEAN: Seconds = 0.045;

impl Known {
    fn new(site: impl Site + 'static, latency: Seconds) -> Known {
        Known {
            site: Rc::new(site),
            latency,
            shown: Shown::Good,
            ports: Vec::new(),
            made_up: false,
        }
    }

    fn showing(self, shown: Shown) -> Known {
        Known { shown, ..self }
    }

    fn with_port(mut self, port: u16, service: impl Service + 'static) -> Known {
        self.ports.push((port, Rc::new(service)));
        self
    }
}

/// What is known of the host of that name, or at that address.
pub fn known(name: &str, settings: &Settings) -> Known {
    use httpbin::{Dialect, Httpbin};
    let epoch = settings.epoch;
    match name {
        "httpbin.org" | "www.httpbin.org" | "eu.httpbin.org" | "now.httpbin.org" => {
            Known::new(Httpbin(Dialect::Python), OCEAN)
        }
        "httpbingo.org" | "httpbin.dev" | "httpbin.io" => Known::new(Httpbin(Dialect::Go), OCEAN),
        "postman-echo.com" | "echo.getpostman.com" => Known::new(postman_echo::PostmanEcho, OCEAN),
        "httpstat.us" => Known::new(httpstat::Httpstat, OCEAN),
        "jsonplaceholder.typicode.com" => Known::new(jsonplaceholder::JsonPlaceholder, COUNTRY),
        "api.github.com" => Known::new(github::Github::new(), OCEAN),
        "pokeapi.co" | "www.pokeapi.co" => Known::new(pokeapi::PokeApi, COUNTRY),
        "example.com" | "www.example.com" | "example.org" | "www.example.org" | "example.net"
        | "www.example.net" => Known::new(example::Example, COUNTRY),
        "www.python.org" | "python.org" | "docs.python.org" | "peps.python.org" => {
            Known::new(python_org::PythonOrg, COUNTRY)
        }
        "www.google.com" | "google.com" => Known::new(google::Google, COUNTRY),
        "en.wikipedia.org" | "www.wikipedia.org" | "wikipedia.org" => {
            Known::new(wikipedia::Wikipedia, COUNTRY)
        }
        "api.coindesk.com" | "api.coinbase.com" | "api.binance.com" | "api.coingecko.com" => {
            Known::new(prices::Prices, OCEAN)
        }
        "worldtimeapi.org" => Known::new(worldtime::WorldTime, OCEAN),
        "api.open-meteo.com" => Known::new(open_meteo::OpenMeteo, COUNTRY),
        "dummyjson.com" => Known::new(dummyjson::DummyJson, OCEAN),
        "reqres.in" => Known::new(reqres::Reqres, COUNTRY),
        "hacker-news.firebaseio.com" => Known::new(hacker_news::HackerNews, OCEAN),
        "dog.ceo" => Known::new(dog_ceo::DogCeo, COUNTRY),
        "api.agify.io" | "api.genderize.io" | "api.nationalize.io" => {
            Known::new(guesses::Guesses, COUNTRY)
        }
        "catfact.ninja" => Known::new(catfact::CatFact, OCEAN),
        "official-joke-api.appspot.com" => Known::new(jokes::Jokes, OCEAN),
        "api.ipify.org"
        | "api64.ipify.org"
        | "icanhazip.com"
        | "ipv4.icanhazip.com"
        | "ifconfig.me"
        | "checkip.amazonaws.com"
        | "ipinfo.io" => Known::new(my_address::MyAddress, COUNTRY),
        "echo.websocket.org" | "echo.websocket.events" | "ws.postman-echo.com" | "ws.ifelse.io" => {
            Known::new(sockets::Sockets, OCEAN)
        }
        "tcpbin.com" => Known::new(example::Example, OCEAN).with_port(4242, EchoPort),
        "time.nist.gov" | "time-a-g.nist.gov" | "india.colorado.edu" => {
            Known::new(example::Example, OCEAN).with_port(13, Daytime { epoch })
        }
        "whois.iana.org" => Known::new(example::Example, OCEAN).with_port(43, Whois),
        "8.8.8.8" | "8.8.4.4" | "1.1.1.1" | "1.0.0.1" | "9.9.9.9" | "dns.google"
        | "one.one.one.one" => Known::new(example::Example, COUNTRY).with_port(53, SilentPort),
        _ => match badssl::shown(name) {
            Some(shown) => Known::new(badssl::BadSsl, OCEAN).showing(shown),
            None => Known {
                made_up: true,
                ..Known::new(made_up::MadeUp, COUNTRY)
            },
        },
    }
}
