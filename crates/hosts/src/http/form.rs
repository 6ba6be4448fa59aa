//! What forms send: pairs in a line, or parts (RFC 7578).

/// What a form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its fields in their order.
    pub fields: Vec<(String, String)>,
    /// Its files in their order.
    pub files: Vec<File>,
}

/// A file that a form sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The field's name.
    pub field: String,
    /// The file's.
    pub name: String,
    /// What it says it is.
    pub kind: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Form {
    /// Reads a body, if its kind (`Content-Type`) is a form's.
    pub fn read(kind: &str, body: &[u8]) -> Option<Form> {
        let (media, parameters) = kind.split_once(';').unwrap_or((kind, ""));
        if media
            .trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        {
            return Some(Form {
                fields: form_urlencoded::parse(body).into_owned().collect(),
                files: Vec::new(),
            });
        }
        if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
            return None;
        }
        let boundary = parameter(parameters, "boundary")?;
        Some(parts(body, &boundary))
    }
}

fn parts(body: &[u8], boundary: &str) -> Form {
    let mut form = Form::default();
    let line = format!("--{boundary}");
    for part in split(body, line.as_bytes()).into_iter().skip(1) {
        // After the boundary: the end of its line, or two dashes at the last one.
        let Some(part) = part.strip_prefix(b"\r\n") else {
            break;
        };
        let Some(end) = find(part, b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&part[..end]);
        let content = &part[end + 4..];
        let content = content.strip_suffix(b"\r\n").unwrap_or(content);
        let field = |name: &str| {
            head.lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(field, _)| field.trim().eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim().to_owned())
        };
        let disposition = field("content-disposition").unwrap_or_default();
        let Some(name) = parameter(&disposition, "name") else {
            continue;
        };
        match parameter(&disposition, "filename") {
            Some(file) => form.files.push(File {
                field: name,
                name: file,
                kind: field("content-type").unwrap_or_default(),
                bytes: content.to_vec(),
            }),
            None => form
                .fields
                .push((name, String::from_utf8_lossy(content).into_owned())),
        }
    }
    form
}

fn parameter(text: &str, name: &str) -> Option<String> {
    text.split(';')
        .filter_map(|one| one.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn split<'a>(mut bytes: &'a [u8], by: &[u8]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    while let Some(at) = find(bytes, by) {
        found.push(&bytes[..at]);
        bytes = &bytes[at + by.len()..];
    }
    found.push(bytes);
    found
}
