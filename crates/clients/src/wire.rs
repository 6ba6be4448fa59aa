//! A connection to a server, by TLS or not.

use crate::{
    http::{Scheme, Url},
    program::{Setting, Wants},
};
use std::{cell::Cell, net::SocketAddr, rc::Rc};
use tls::{
    Certificate, Check, ClientConfig, Error, Expected, Progress, Purpose, Received, Session, Trust,
    verify,
};

/// A connection, from the wish for it on.
#[derive(Debug)]
pub(crate) struct Wire {
    pub id: u32,
    pub scheme: Scheme,
    pub host: String,
    pub port: u16,
    /// The address at the other end and at this one, where they are known.
    pub remote: Option<SocketAddr>,
    pub local: Option<SocketAddr>,
    /// Whether TCP is connected.
    pub stands: bool,
    session: Option<Session>,
    ready: bool,
    /// OpenSSL's code for why the server is not trusted, found even where nobody minds.
    verdict: Rc<Cell<i32>>,
}

/// Whom a client trusts.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    /// Whether a server that is not trusted is left.
    pub strict: bool,
    /// Whose certificates are trusted.
    pub trust: Trust,
}

/// What came of bytes.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// Requests can be sent from now on.
    pub became_ready: bool,
    /// What the server said.
    pub bytes: Vec<u8>,
    /// The server says no more.
    pub closed: bool,
    /// What broke it.
    pub error: Option<Error>,
}

impl Wire {
    /// Begins to make a connection. `now`: virtual seconds.
    pub fn open(
        id: u32,
        url: &Url,
        judge: Judge,
        setting: &Setting,
        now: f64,
        wants: &mut Vec<Wants>,
    ) -> Wire {
        let verdict = Rc::new(Cell::new(0));
        let session = (url.scheme == Scheme::Https).then(|| {
            let seed = setting.seed ^ u64::from(id).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let date = (setting.epoch + now) as i64;
            Session::client(config(url, judge, Rc::clone(&verdict), date), seed)
        });
        wants.push(Wants::Connect {
            id,
            host: url.host.clone(),
            port: url.port(),
        });
        Wire {
            id,
            scheme: url.scheme,
            host: url.host.clone(),
            port: url.port(),
            remote: None,
            local: None,
            stands: false,
            session,
            ready: false,
            verdict,
        }
    }

    /// Whether this connection serves a URL.
    pub fn serves(&self, url: &Url) -> bool {
        self.ready && self.scheme == url.scheme && self.host == url.host && self.port == url.port()
    }

    /// TCP is connected: a handshake begins, or it is ready.
    pub fn connected(&mut self, wants: &mut Vec<Wants>) -> News {
        self.stands = true;
        if self.session.is_none() {
            self.ready = true;
            return News {
                became_ready: true,
                ..News::default()
            };
        }
        self.go_on(wants)
    }

    /// Bytes arrived.
    pub fn received(&mut self, bytes: Vec<u8>, wants: &mut Vec<Wants>) -> News {
        match &mut self.session {
            None => News {
                bytes,
                ..News::default()
            },
            Some(session) => {
                session.feed(&bytes);
                self.go_on(wants)
            }
        }
    }

    /// The other end of TCP sends no more.
    pub fn ended(&mut self, wants: &mut Vec<Wants>) -> News {
        match &mut self.session {
            None => News {
                closed: true,
                ..News::default()
            },
            Some(session) => {
                session.feed_end();
                let mut news = self.go_on(wants);
                news.closed = true;
                if self.ready && news.error == Some(Error::UnexpectedEof) {
                    // Servers that forget their farewell are common: what was said decides.
                    news.error = None;
                }
                news
            }
        }
    }

    /// Says something to the server. Only once it is ready.
    pub fn send(&mut self, bytes: Vec<u8>, wants: &mut Vec<Wants>) {
        let bytes = match &mut self.session {
            None => bytes,
            Some(session) => {
                // What ended the session is found when it is read.
                let _ = session.write(&bytes);
                session.take()
            }
        };
        if !bytes.is_empty() {
            wants.push(Wants::Send { id: self.id, bytes });
        }
    }

    /// The end, with a farewell by TLS.
    pub fn close(mut self, wants: &mut Vec<Wants>) {
        if let Some(session) = &mut self.session
            && self.ready
        {
            session.close();
            let bytes = session.take();
            if !bytes.is_empty() {
                wants.push(Wants::Send { id: self.id, bytes });
            }
        }
        wants.push(Wants::Close { id: self.id });
    }

    /// OpenSSL's code for why the server is not trusted; 0 where it is.
    pub fn verdict(&self) -> i32 {
        self.verdict.get()
    }

    /// TLS, where it is spoken.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    fn go_on(&mut self, wants: &mut Vec<Wants>) -> News {
        let mut news = News::default();
        let Some(session) = &mut self.session else {
            return news;
        };
        let mut done = self.ready;
        match session.handshake() {
            Ok(progress) => done = progress == Progress::Done,
            Err(error) => news.error = Some(error),
        }
        if done && news.error.is_none() {
            news.became_ready = !std::mem::replace(&mut self.ready, true);
            loop {
                match session.read(usize::MAX) {
                    Ok(Received::Data(bytes)) => news.bytes.extend(bytes),
                    Ok(Received::NeedsBytes) => break,
                    Ok(Received::Closed) => {
                        news.closed = true;
                        break;
                    }
                    Err(error) => {
                        news.error = Some(error);
                        break;
                    }
                }
            }
        }
        let bytes = session.take();
        if !bytes.is_empty() {
            wants.push(Wants::Send { id: self.id, bytes });
        }
        news
    }
}

fn config(url: &Url, judge: Judge, verdict: Rc<Cell<i32>>, date: i64) -> ClientConfig {
    let address = url.host.parse().ok();
    let expected = match address {
        Some(address) => Expected::Address(address),
        None => Expected::Host(url.host.clone()),
    };
    let check = move |chain: &[Certificate]| {
        let result = verify(chain, &judge.trust, Some(&expected), Purpose::Server, date);
        verdict.set(result.as_ref().err().map_or(0, |failure| failure.code));
        match result {
            Err(_) if !judge.strict => Ok(chain.to_vec()),
            other => other,
        }
    };
    ClientConfig {
        // Addresses are not asked for by name.
        server_name: address.is_none().then(|| url.host.clone()),
        protocols: vec![b"http/1.1".to_vec()],
        check: Some(Check(Rc::new(check))),
        ..ClientConfig::default()
    }
}
