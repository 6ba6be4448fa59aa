//! The request that asks for WebSocket, and its answer.

use crate::http::{Request, Response};
use base64::{Engine, engine::general_purpose::STANDARD};
use machine::net::Conversation;
use sha1::{Digest, Sha1};

/// What RFC 6455 appends to a key.
const MAGIC: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Changes the connection to WebSocket, with `conversation` on it; a request that asks for something else is told so.
pub fn accept(request: &Request, conversation: Box<dyn Conversation>) -> Response {
    let head = &request.head;
    if !head.says("upgrade", "websocket") || !head.says("connection", "upgrade") {
        return Response::text(426, "This address speaks WebSocket.\n")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13");
    }
    if head.field("sec-websocket-version") != Some("13") {
        return Response::text(426, "Only version 13 of WebSocket is spoken here.\n")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13");
    }
    let key = head.field("sec-websocket-key").unwrap_or_default();
    if request.method() != "GET" || STANDARD.decode(key).is_ok_and(|key| key.len() != 16) {
        return Response::text(400, "That is not how WebSocket is asked for.\n");
    }
    let hash = Sha1::new()
        .chain_update(key.as_bytes())
        .chain_update(MAGIC)
        .finalize();
    let mut response = Response::new(101)
        .with("Upgrade", "websocket")
        .with("Connection", "Upgrade")
        .with("Sec-WebSocket-Accept", STANDARD.encode(hash));
    // The first that the client speaks; nothing is made of it.
    if let Some(protocol) = head.field("sec-websocket-protocol") {
        let first = protocol.split(',').next().unwrap_or_default().trim();
        response = response.with("Sec-WebSocket-Protocol", first);
    }
    response.upgrade = Some(conversation);
    response
}
