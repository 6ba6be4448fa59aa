//! What `-d` and the like send.

/// A file's bytes as `-d @file` sends them: without the ends of lines.
pub(super) fn without_ends(bytes: Vec<u8>) -> Vec<u8> {
    bytes
        .into_iter()
        .filter(|byte| !matches!(byte, b'\r' | b'\n' | 0))
        .collect()
}

/// `--data-urlencode`: `content`, `=content`, `name=content`, `@file` or `name@file`, of which the content is quoted.
///
/// # Errors
/// What `file` has to say of a file.
pub(super) fn encoded<E>(
    value: &str,
    file: impl FnOnce(&str) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let (name, content) = match value.find(['=', '@']) {
        Some(at) if value[at..].starts_with('@') => (&value[..at], file(&value[at + 1..])?),
        Some(at) => (&value[..at], value.as_bytes()[at + 1..].to_vec()),
        None => ("", value.as_bytes().to_vec()),
    };
    let mut out = name.to_owned();
    if !name.is_empty() {
        out.push('=');
    }
    for byte in content {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(out.into_bytes())
}
