//! What `-F` sends: multipart/form-data (RFC 7578).

use crate::program::Files;

/// One field of a form.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    name: String,
    /// `None`: of a file that is not there.
    content: Option<Vec<u8>>,
    file_name: Option<String>,
    kind: Option<String>,
}

/// Reads `name=content`, `name=@file` or `name=<file`, with `;type=` and `;filename=` after it; `plain`: the content as it stands.
pub(super) fn piece(value: &str, plain: bool, files: &dyn Files) -> Option<Piece> {
    let (name, content) = value.split_once('=')?;
    let mut piece = Piece {
        name: name.to_owned(),
        content: None,
        file_name: None,
        kind: None,
    };
    if plain {
        piece.content = Some(content.as_bytes().to_vec());
        return Some(piece);
    }
    let mut parts = content.split(';');
    let first = parts.next().unwrap_or_default();
    let mut kept = first.to_owned();
    for part in parts {
        let trimmed = part.trim();
        if let Some(kind) = trimmed.strip_prefix("type=") {
            piece.kind = Some(kind.to_owned());
        } else if let Some(name) = trimmed.strip_prefix("filename=") {
            piece.file_name = Some(name.trim_matches('"').to_owned());
        } else if piece.kind.is_some() && trimmed.contains('=') {
            // A parameter of the type.
            let kind = piece.kind.take().unwrap_or_default();
            piece.kind = Some(format!("{kind};{part}"));
        } else {
            kept.push(';');
            kept.push_str(part);
        }
    }
    if let Some(path) = kept.strip_prefix('@') {
        let path = path.trim_matches('"');
        piece.content = files.read(path);
        let base = path.rsplit('/').next().unwrap_or(path);
        let file_name = piece.file_name.get_or_insert_with(|| base.to_owned());
        let kind = kind_of(file_name);
        piece.kind.get_or_insert_with(|| kind.to_owned());
    } else if let Some(path) = kept.strip_prefix('<') {
        piece.content = files.read(path);
    } else {
        let content = match kept
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        {
            Some(quoted) => quoted.replace("\\\"", "\""),
            None => kept,
        };
        piece.content = Some(content.into_bytes());
    }
    Some(piece)
}

/// By a file's name, as curl knows it.
fn kind_of(name: &str) -> &'static str {
    const KNOWN: &[(&str, &str)] = &[
        (".gif", "image/gif"),
        (".jpg", "image/jpeg"),
        (".jpeg", "image/jpeg"),
        (".png", "image/png"),
        (".svg", "image/svg+xml"),
        (".txt", "text/plain"),
        (".htm", "text/html"),
        (".html", "text/html"),
        (".pdf", "application/pdf"),
        (".xml", "application/xml"),
    ];
    let name = name.to_ascii_lowercase();
    KNOWN
        .iter()
        .find(|(end, _)| name.ends_with(end))
        .map_or("application/octet-stream", |(_, kind)| kind)
}

/// A boundary of 22 letters and digits after 24 dashes, from a seed.
pub(super) fn boundary(seed: u64) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut out = "-".repeat(24);
    let mut state = seed;
    for _ in 0..22 {
        // SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        out.push(char::from(LETTERS[(mixed % 62) as usize]));
    }
    out
}

/// The body; `None` where a file is missing.
pub(super) fn body(pieces: &[Piece], boundary: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for piece in pieces {
        let escaped = |text: &str| text.replace('"', "%22");
        out.extend(
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                escaped(&piece.name)
            )
            .bytes(),
        );
        if let Some(name) = &piece.file_name {
            out.extend(format!("; filename=\"{}\"", escaped(name)).bytes());
        }
        out.extend(b"\r\n");
        if let Some(kind) = &piece.kind {
            out.extend(format!("Content-Type: {kind}\r\n").bytes());
        }
        out.extend(b"\r\n");
        out.extend(piece.content.as_ref()?);
        out.extend(b"\r\n");
    }
    out.extend(format!("--{boundary}--\r\n").bytes());
    Some(out)
}
