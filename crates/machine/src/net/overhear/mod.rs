//! What a connection's bytes say to who listens in on the line: where TLS is agreed on, and how requests of HTTP/1 and their
//! answers begin.
//!
//! Each end of a connection has an ear of its own. It keeps at most the beginning of a line, takes no time of the machine's, and
//! changes nothing: who speaks another protocol is not heard. What TLS carries is heard as well, since here it is in the clear.
//!
//! * [`http`]: request lines and status lines. [`tls`]: records, and what is in them.

mod http;
mod tls;

use super::{file::FileId, news::Happening, state::State};
use http::Http;
use tls::Tls;

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// They were written to this end.
    Out,
    /// They arrived at it.
    In,
}

impl Direction {
    fn index(self) -> usize {
        match self {
            Self::Out => 0,
            Self::In => 1,
        }
    }

    fn back(self) -> Self {
        match self {
            Self::Out => Self::In,
            Self::In => Self::Out,
        }
    }
}

/// The ear at one end of a connection.
#[derive(Debug, Default)]
pub(super) enum Ear {
    /// Nothing was heard yet.
    #[default]
    Fresh,
    /// HTTP/1 in the clear.
    Http(Http),
    /// TLS.
    Tls(Box<Tls>),
    /// Something else: it need not listen any longer.
    Deaf,
}

impl Ear {
    /// Hears bytes, and says what they tell.
    pub(super) fn hear(&mut self, way: Direction, bytes: &[u8]) -> Vec<Happening> {
        let Some(&first) = bytes.first() else {
            return Vec::new();
        };
        if matches!(self, Self::Fresh) {
            *self = match first {
                tls::HANDSHAKE => Self::Tls(Box::default()),
                b'A'..=b'Z' => Self::Http(Http::default()),
                _ => Self::Deaf,
            };
        }
        let mut said = Vec::new();
        let over = match self {
            Self::Http(http) => {
                http.hear(way, bytes, &mut said);
                http.is_over()
            }
            Self::Tls(tls) => {
                tls.hear(way, bytes, &mut said);
                tls.is_over()
            }
            Self::Fresh | Self::Deaf => false,
        };
        if over {
            *self = Self::Deaf;
        }
        said
    }
}

impl State {
    /// Bytes pass at one end of a connection.
    pub(super) fn overhear(&mut self, id: FileId, way: Direction, bytes: &[u8]) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        for said in stream.ear.hear(way, bytes) {
            self.tell(id, said);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, target: &str) -> Happening {
        Happening::Request {
            method: method.to_owned(),
            target: target.to_owned(),
        }
    }

    fn hear(ear: &mut Ear, way: Direction, bytes: &[u8]) -> Vec<Happening> {
        ear.hear(way, bytes)
    }

    #[test]
    fn requests_and_answers_follow_each_other_on_one_connection() {
        let mut ear = Ear::default();
        let asked = b"POST /books?x=1 HTTP/1.1\r\nContent-Length: 26\r\n\r\n";
        assert_eq!(
            hear(&mut ear, Direction::Out, asked),
            [request("POST", "/books?x=1")]
        );
        // A body that looks like a request is none.
        assert_eq!(
            hear(&mut ear, Direction::Out, b"GET /trap HTTP/1.1\r\nHost: x"),
            []
        );
        assert_eq!(
            hear(&mut ear, Direction::In, b"HTTP/1.1 100 Continue\r\n\r\n"),
            []
        );
        let answered = hear(&mut ear, Direction::In, b"HTTP/1.1 201 Created\r\n\r\n{}");
        assert_eq!(answered, [Happening::Answer(201)]);
        assert_eq!(
            hear(&mut ear, Direction::In, b"HTTP/1.1 500 is only the body"),
            []
        );
        assert_eq!(
            hear(&mut ear, Direction::Out, b"GET / HTTP/1.1\r\n\r\n"),
            [request("GET", "/")]
        );
        assert_eq!(
            hear(&mut ear, Direction::In, b"HTTP/1.1 404\r\n\r\n"),
            [Happening::Answer(404)]
        );
    }

    #[test]
    fn a_line_may_come_byte_by_byte() {
        let mut ear = Ear::default();
        let mut said = Vec::new();
        for byte in b"DELETE /books/7 HTTP/1.0\r\n\r\n" {
            said.extend(ear.hear(Direction::In, &[*byte]));
        }
        for byte in b"HTTP/1.0 204 No Content\r\n\r\n" {
            said.extend(ear.hear(Direction::Out, &[*byte]));
        }
        assert_eq!(
            said,
            [request("DELETE", "/books/7"), Happening::Answer(204)]
        );
    }

    #[test]
    fn what_is_not_http_is_not_heard() {
        for bytes in [
            &b"HELLO everybody\n"[..],
            b"hello\n",
            b"\x00\x01",
            b"PRI * HTTP/2.0\r\n\r\n",
        ] {
            let mut ear = Ear::default();
            assert_eq!(hear(&mut ear, Direction::Out, bytes), [], "{bytes:?}");
            assert_eq!(
                hear(&mut ear, Direction::Out, b"GET / HTTP/1.1\r\n\r\n"),
                [],
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let mut ear = Ear::default();
        let long = format!("GET /{}", "a".repeat(100_000));
        let said = hear(&mut ear, Direction::Out, long.as_bytes());
        let [Happening::Request { method, target }] = &said[..] else {
            panic!("{said:?}");
        };
        assert_eq!(
            (method.as_str(), target.len()),
            ("GET", http::LONGEST_TARGET)
        );
    }

    #[test]
    fn after_a_change_of_protocol_it_listens_no_longer() {
        let mut ear = Ear::default();
        hear(
            &mut ear,
            Direction::Out,
            b"GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
        );
        let said = hear(
            &mut ear,
            Direction::In,
            b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        );
        assert_eq!(said, [Happening::Answer(101)]);
        assert_eq!(
            hear(&mut ear, Direction::Out, b"GET / HTTP/1.1\r\n\r\n"),
            []
        );
    }
}
