//! `api.ipify.org`, `icanhazip.com` and others: hosts that say which address one has.

use crate::{
    http::{Request, Response, Site},
    object,
};
use fastrand::Rng;

/// Any of them.
pub struct MyAddress;

impl Site for MyAddress {
    fn think(&self) -> f64 {
        0.01
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let address = request.origin.as_str();
        let short = object! { "ip" => address };
        match request.host.as_str() {
            "ipinfo.io" if request.path() == "/ip" => Response::text(200, address),
            "ipinfo.io" => Response::pretty_json(
                200,
                &object! {
                    "ip" => address,
                    "city" => "Nowhere",
                    "region" => "Simulated",
                    "country" => "XX",
                    "loc" => "0.0000,0.0000",
                    "org" => "AS64496 Loopscope",
                    "timezone" => "Etc/UTC",
                },
            ),
            "ifconfig.me" if request.path() == "/all.json" => {
                Response::json(200, &object! { "ip_addr" => address })
            }
            "ifconfig.me" => Response::text(200, address),
            "api.ipify.org" | "api64.ipify.org" => match request.asked("format").as_deref() {
                Some("json") => Response::bytes(200, "application/json", short.to_compact()),
                Some("jsonp") => {
                    let call = request.asked("callback");
                    let call = call.as_deref().unwrap_or("callback");
                    let text = format!("{call}({});", short.to_compact());
                    Response::bytes(200, "application/javascript", text)
                }
                _ => Response::bytes(200, "text/plain", address),
            },
            _ => Response::bytes(200, "text/plain", format!("{address}\n")),
        }
    }
}
