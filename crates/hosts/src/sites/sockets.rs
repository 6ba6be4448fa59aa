//! `echo.websocket.org` and others: hosts that say back over a WebSocket what they hear.

use crate::{
    http::{Request, Response, Site},
    websocket::{Echo, accept},
};
use fastrand::Rng;

/// Any of them.
pub struct Sockets;

impl Site for Sockets {
    fn think(&self) -> f64 {
        0.01
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let echo = match request.host.as_str() {
            "echo.websocket.org" | "ws.ifelse.io" => {
                Echo::greeting(format!("Request served by {:012x}", random.u64(..) >> 16))
            }
            "echo.websocket.events" => Echo::greeting("echo.websocket.events, simulated"),
            _ if request.path() != "/raw" => return Response::text(404, "Not found\n"),
            _ => Echo::default(),
        };
        accept(request, Box::new(echo))
    }
}
