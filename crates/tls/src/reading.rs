//! What a session makes of the records that arrive.

use crate::{
    alert::Alert,
    error::Error,
    message::{NEW_SESSION_TICKET, Reader},
    record::{ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE},
    session::Session,
    version::Version,
};

impl Session {
    /// Reads one record. Whether there was one.
    pub(crate) fn step(&mut self) -> Result<bool, Error> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let Some(record) = self.incoming.next(self.reads_protected, self.is_server())? else {
            return Ok(false);
        };
        match record.kind {
            HANDSHAKE => {
                self.messages.extend(record.payload);
                self.read_messages()?;
            }
            CHANGE_CIPHER_SPEC => {
                if self.version == Some(Version::Tls12) {
                    self.reads_protected = self.version;
                }
            }
            ALERT => {
                let [_, alert] = record.payload[..] else {
                    return Err(Error::Decode);
                };
                if Alert(alert) == Alert::CLOSE_NOTIFY {
                    self.peer_closed = true;
                } else if Alert(alert).is_fatal() {
                    return Err(Error::Alert(Alert(alert)));
                }
            }
            APPLICATION_DATA if self.done => self.plain.extend(record.payload),
            _ => return Err(Error::UnexpectedMessage),
        }
        Ok(true)
    }

    fn read_messages(&mut self) -> Result<(), Error> {
        while let Some(header) = self.messages.first_chunk::<4>() {
            let kind = header[0];
            let length = Reader(&header[1..]).number(3)?;
            if self.messages.len() < 4 + length {
                break;
            }
            let rest = self.messages.split_off(4 + length);
            let message = std::mem::replace(&mut self.messages, rest);
            let body = &message[4..];
            if self.done {
                // Tickets for sessions of later: there are none here.
                if kind != NEW_SESSION_TICKET {
                    return Err(Error::UnexpectedMessage);
                }
            } else if self.is_server() {
                self.server_reads(kind, body)?;
            } else {
                self.client_reads(kind, body)?;
            }
        }
        Ok(())
    }
}
