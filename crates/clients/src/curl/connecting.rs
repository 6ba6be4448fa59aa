//! From a URL to a connection, and the request on it, with what `-v` says of both.

use super::{shared::Shared, transfer::Transfer};
use crate::{
    program::{Failure, Wants},
    wire::{Judge, Wire},
};

impl Transfer {
    pub(super) fn connect(&mut self, shared: &mut Shared, now: f64) {
        self.reused = false;
        let id = shared.number();
        let config = &self.job.config;
        let fixed = config
            .resolve
            .iter()
            .find(|(host, port, _)| *host == self.url.host && *port == self.url.port())
            .map(|(_, _, address)| address.clone());
        if self.address().is_some() {
            shared.note(&format!(
                "  Trying {}:{}...",
                self.url.bracketed(),
                self.url.port()
            ));
        }
        let mut wants = Vec::new();
        let mut trust = shared.setting.trust.clone();
        trust
            .anchors
            .extend(config.authorities.iter().flatten().cloned());
        let judge = Judge {
            strict: !config.insecure,
            trust,
        };
        let wire = Wire::open(id, &self.url, judge, &shared.setting, now, &mut wants);
        if let (Some(address), Some(Wants::Connect { host, .. })) = (fixed, wants.first_mut()) {
            *host = address;
        }
        shared.wants.extend(wants);
        self.wire = Some(wire);
        // Without a limit, the network says when it is over: curl's own five minutes are longer than its patience.
        self.connects = true;
        self.connect_deadline = config.connect_timeout.map(|limit| now + limit);
        if let Some(at) = self.connect_deadline {
            shared.wants.push(Wants::Wake { at });
        }
    }

    /// The host where it is an address.
    fn address(&self) -> Option<std::net::IpAddr> {
        self.url.host.parse().ok()
    }

    pub(super) fn tcp_is_there(&mut self, wire: &Wire, shared: &mut Shared, now: f64) {
        let since = self.since_start(now);
        self.facts.times.resolved.get_or_insert(since);
        self.facts.times.connected = Some(since);
        self.facts.connects += 1;
        if let (None, Some(remote)) = (self.address(), wire.remote) {
            shared.note(&format!(
                "Host {}:{} was resolved.",
                self.url.host,
                self.url.port()
            ));
            let (six, four) = if remote.is_ipv6() {
                (remote.ip().to_string(), "(none)".to_owned())
            } else {
                ("(none)".to_owned(), remote.ip().to_string())
            };
            shared.note(&format!("IPv6: {six}"));
            shared.note(&format!("IPv4: {four}"));
            shared.note(&format!("  Trying {remote}..."));
        }
        let mut line = format!("Established connection to {}", self.url.host);
        match wire.remote {
            Some(remote) => line.push_str(&format!(" ({} port {})", remote.ip(), remote.port())),
            None => line.push_str(&format!(" port {}", wire.port)),
        }
        if let Some(local) = wire.local {
            line.push_str(&format!(" from {} port {}", local.ip(), local.port()));
        }
        shared.note(&format!("{line} "));
    }

    pub(super) fn note_failure(&self, failure: Failure, id: u32, after: u64, shared: &mut Shared) {
        let (host, port) = (self.url.host.clone(), self.url.port());
        if failure == Failure::NoName {
            // Both resolvers say so.
            shared.note(&format!("Could not resolve host: {host}"));
            shared.note(&format!("Could not resolve host: {host}"));
            shared.note(&format!("Could not resolve: {host}:{port}"));
        } else {
            if self.address().is_some() && failure == Failure::Refused {
                shared.note(&format!(
                    "connect to {host} port {port} failed: Connection refused"
                ));
            }
            shared.note(&format!(
                "Failed to connect to {host}:{port} after {after} ms: Could not connect to server"
            ));
        }
        shared.note(&format!("closing connection #{id}"));
    }

    /// The connection is ready: the request goes.
    pub(super) fn send(&mut self, shared: &mut Shared, now: f64) {
        let Some(mut wire) = self.wire.take() else {
            return;
        };
        self.connect_deadline = None;
        self.connects = false;
        let since = self.since_start(now);
        if wire.session().is_some() && !self.reused {
            self.facts.times.secured = Some(since);
            self.facts.verify_code = wire.verdict();
            self.note_session(&wire, shared);
        }
        if self.reused {
            self.facts.times.resolved.get_or_insert(since);
            self.facts.times.connected.get_or_insert(since);
        } else {
            shared.note("using HTTP/1.x");
        }
        if let Some(user) = self.asking.user(&self.job.config, &self.url) {
            shared.note(&format!("Server auth using Basic with user '{user}'"));
        }
        self.facts.times.ready = Some(since);
        self.facts.times.sent = Some(since);
        (self.facts.remote, self.facts.local) = (wire.remote, wire.local);
        let date = shared.setting.epoch + now;
        let jar = &shared.jars[self.job.part];
        let (head, body) = self.asking.write(&self.job.config, &self.url, jar, date);
        shared.show_lines('>', &head);
        self.facts.request_size += head.len();
        self.facts.uploaded = self
            .asking
            .body
            .as_ref()
            .map_or(0, |body| body.bytes.len() as u64);
        let uploaded = self.facts.uploaded;
        let mut wants = Vec::new();
        wire.send([head, body].concat(), &mut wants);
        shared.wants.extend(wants);
        shared.note(&if uploaded > 0 {
            format!("upload completely sent off: {uploaded} bytes")
        } else {
            "Request completely sent off".to_owned()
        });
        self.wire = Some(wire);
    }

    /// What TLS came to, for `-v`: what is simulated of it.
    fn note_session(&self, wire: &Wire, shared: &mut Shared) {
        let Some(session) = wire.session() else {
            return;
        };
        if let (Some(version), Some(cipher)) = (session.version(), session.cipher()) {
            shared.note(&format!(
                "SSL connection using {} / {}",
                version.name(),
                cipher.name
            ));
        }
        if let Some(certificate) = session.peer_certificates().first() {
            shared.note("Server certificate:");
            let name = |name: &tls::Name| name.common_name().unwrap_or_default().to_owned();
            shared.note(&format!("  subject: CN={}", name(certificate.subject())));
            shared.note(&format!("  issuer: CN={}", name(certificate.issuer())));
        }
        shared.note(&format!("OpenSSL verify result: {}", wire.verdict()));
        shared.note(if wire.verdict() == 0 {
            "SSL certificate verified via OpenSSL."
        } else {
            " SSL certificate verification failed, continuing anyway!"
        });
    }
}
