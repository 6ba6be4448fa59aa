//! `-w`: what is told of a transfer once it is over.

use super::transfer::Facts;

/// What a format makes: the texts for stdout and for stderr, in order; `true`: stderr.
pub(super) fn write(format: &str, facts: &Facts) -> Vec<(bool, String)> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut to_stderr = false;
    let mut rest = format;
    while let Some(at) = rest.find(['%', '\\']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("%%") {
            text.push('%');
            rest = after;
        } else if let Some((name, after)) = between(rest, "%{") {
            match name {
                "stdout" | "stderr" => {
                    out.push((to_stderr, std::mem::take(&mut text)));
                    to_stderr = name == "stderr";
                }
                "onerror" if facts.code == 0 => return finish(out, to_stderr, text),
                "onerror" => {}
                name => match value(name, facts) {
                    Some(value) => text.push_str(&value),
                    None => out.push((
                        true,
                        format!("curl: unknown --write-out variable: '{name}'\n"),
                    )),
                },
            }
            rest = after;
        } else if let Some((name, after)) = between(rest, "%header{") {
            text.push_str(facts.head.fields_of(name).next().unwrap_or_default());
            rest = after;
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            let mut letters = escaped.chars();
            match letters.next() {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some(other) => text.extend(['\\', other]),
                None => text.push('\\'),
            }
            rest = letters.as_str();
        } else {
            // A per cent sign that begins nothing.
            text.push('%');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    finish(out, to_stderr, text)
}

fn finish(mut out: Vec<(bool, String)>, to_stderr: bool, text: String) -> Vec<(bool, String)> {
    out.push((to_stderr, text));
    out.retain(|(_, text)| !text.is_empty());
    out
}

fn between<'a>(text: &'a str, open: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(open)?.split_once('}')
}

/// All that `%{json}` tells, in its order.
const NAMES: &[&str] = &[
    "content_type",
    "errormsg",
    "exitcode",
    "filename_effective",
    "http_code",
    "http_connect",
    "http_version",
    "local_ip",
    "local_port",
    "method",
    "num_connects",
    "num_headers",
    "num_redirects",
    "num_retries",
    "redirect_url",
    "referer",
    "remote_ip",
    "remote_port",
    "response_code",
    "scheme",
    "size_download",
    "size_header",
    "size_request",
    "size_upload",
    "speed_download",
    "speed_upload",
    "ssl_verify_result",
    "time_appconnect",
    "time_connect",
    "time_namelookup",
    "time_posttransfer",
    "time_pretransfer",
    "time_redirect",
    "time_starttransfer",
    "time_total",
    "url",
    "url_effective",
    "urlnum",
];

fn value(name: &str, facts: &Facts) -> Option<String> {
    let seconds = |moment: Option<f64>| format!("{:.6}", moment.unwrap_or_default());
    let times = &facts.times;
    let speed = |bytes: u64| {
        let rate = if times.total > 0.0 {
            bytes as f64 / times.total
        } else {
            bytes as f64
        };
        format!("{}", rate as u64)
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(match name {
        "http_code" | "response_code" => format!("{:03}", facts.head.status),
        "http_connect" => "000".to_owned(),
        "http_version" => match (facts.head.status, facts.head.minor) {
            (0, _) => "0",
            (_, 0) => "1.0",
            _ => "1.1",
        }
        .to_owned(),
        "content_type" => facts
            .head
            .field("content-type")
            .unwrap_or_default()
            .to_owned(),
        "errormsg" => text(&facts.trouble),
        "exitcode" => facts.code.to_string(),
        "filename_effective" => text(&facts.file_name),
        "local_ip" => facts
            .local
            .map(|address| address.ip().to_string())
            .unwrap_or_default(),
        "local_port" => facts.local.map_or(0, |address| address.port()).to_string(),
        "remote_ip" => facts
            .remote
            .map(|address| address.ip().to_string())
            .unwrap_or_default(),
        "remote_port" => facts.remote.map_or(0, |address| address.port()).to_string(),
        "method" => facts.method.clone(),
        "num_connects" => facts.connects.to_string(),
        "num_headers" => facts.head.fields.len().to_string(),
        "num_redirects" => facts.redirects.to_string(),
        "num_retries" => facts.retries.to_string(),
        "redirect_url" => text(&facts.redirect),
        "referer" => text(&facts.referer),
        "scheme" => facts.scheme.to_owned(),
        "size_download" => facts.downloaded.to_string(),
        "size_header" => facts.head_size.to_string(),
        "size_request" => facts.request_size.to_string(),
        "size_upload" => facts.uploaded.to_string(),
        "speed_download" => speed(facts.downloaded),
        "speed_upload" => speed(facts.uploaded),
        "ssl_verify_result" | "proxy_ssl_verify_result" => facts.verify_code.to_string(),
        "time_namelookup" => seconds(times.resolved),
        "time_connect" => seconds(times.connected),
        "time_appconnect" => seconds(times.secured),
        "time_pretransfer" => seconds(times.ready),
        "time_posttransfer" => seconds(times.sent),
        "time_starttransfer" => seconds(times.first),
        "time_redirect" => seconds(times.redirected),
        "time_total" => seconds(Some(times.total)),
        "url" => facts.typed.clone(),
        "url_effective" => facts.url.clone(),
        "urlnum" => facts.number.to_string(),
        "header_json" => header_json(facts),
        "json" => {
            let entries: Vec<String> = NAMES.iter().filter_map(|name| entry(name, facts)).collect();
            format!(
                "{{{},\"curl_version\":\"libcurl/8.23.0\"}}",
                entries.join(",")
            )
        }
        _ => return None,
    })
}

/// `"name":value`: numbers as such, what is empty as null.
fn entry(name: &str, facts: &Facts) -> Option<String> {
    let value = value(name, facts)?;
    let is_number = name.starts_with("size_")
        || name.starts_with("speed_")
        || name.starts_with("time_")
        || name.starts_with("num_")
        || name.ends_with("_port")
        || matches!(
            name,
            "exitcode"
                | "http_code"
                | "response_code"
                | "http_connect"
                | "ssl_verify_result"
                | "urlnum"
        );
    Some(if is_number {
        let digits = value.trim_start_matches('0');
        let digits = if digits.is_empty() || digits.starts_with('.') {
            format!("0{digits}")
        } else {
            digits.to_owned()
        };
        format!("\"{name}\":{digits}")
    } else if value.is_empty() {
        format!("\"{name}\":null")
    } else {
        format!("\"{name}\":{}", quoted(&value))
    })
}

fn header_json(facts: &Facts) -> String {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in &facts.head.fields {
        let name = name.to_ascii_lowercase();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let entries: Vec<String> = names
        .iter()
        .map(|name| {
            let values: Vec<String> = facts.head.fields_of(name).map(quoted).collect();
            format!("{}:[{}]", quoted(name), values.join(","))
        })
        .collect();
    format!("{{{}\n}}", entries.join(",\n"))
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1F' => out.push_str(&format!("\\u{:04x}", u32::from(one))),
            _ => out.push(one),
        }
    }
    out + "\""
}
