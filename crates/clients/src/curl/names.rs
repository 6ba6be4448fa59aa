//! The names of options.

/// Whether an option stands alone or before a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Flag,
    Value,
}

/// An option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub name: &'static str,
    pub kind: Kind,
}

/// Those that are named by a letter too, or that only have a letter's worth of meaning here.
const FLAGS: &[(char, &str)] = &[
    ('G', "get"),
    ('I', "head"),
    ('i', "include"),
    ('L', "location"),
    ('f', "fail"),
    ('k', "insecure"),
    ('s', "silent"),
    ('S', "show-error"),
    ('v', "verbose"),
    ('O', "remote-name"),
    ('J', "remote-header-name"),
    ('N', "no-buffer"),
    ('g', "globoff"),
    ('0', "http1.0"),
    ('#', "progress-bar"),
    (':', "next"),
    ('4', "ipv4"),
    ('6', "ipv6"),
    ('q', "disable"),
    ('Z', "parallel"),
    ('p', "proxytunnel"),
    (' ', "show-headers"),
    (' ', "http1.1"),
    (' ', "http2"),
    (' ', "http2-prior-knowledge"),
    (' ', "http3"),
    (' ', "http3-only"),
    (' ', "http0.9"),
    (' ', "fail-with-body"),
    (' ', "fail-early"),
    (' ', "styled-output"),
    (' ', "location-trusted"),
    (' ', "post301"),
    (' ', "post302"),
    (' ', "post303"),
    (' ', "retry-connrefused"),
    (' ', "retry-all-errors"),
    (' ', "compressed"),
    (' ', "tr-encoding"),
    (' ', "path-as-is"),
    (' ', "remote-name-all"),
    (' ', "create-dirs"),
    (' ', "progress-meter"),
    (' ', "keepalive"),
    (' ', "tcp-nodelay"),
    (' ', "tlsv1.2"),
    (' ', "tlsv1.3"),
    (' ', "basic"),
    (' ', "digest"),
    (' ', "ntlm"),
    (' ', "negotiate"),
    (' ', "anyauth"),
    (' ', "buffer"),
    (' ', "junk-session-cookies"),
];

const VALUES: &[(char, &str)] = &[
    ('X', "request"),
    ('H', "header"),
    ('d', "data"),
    ('F', "form"),
    ('u', "user"),
    ('A', "user-agent"),
    ('e', "referer"),
    ('b', "cookie"),
    ('c', "cookie-jar"),
    ('o', "output"),
    ('w', "write-out"),
    ('m', "max-time"),
    ('T', "upload-file"),
    ('D', "dump-header"),
    ('r', "range"),
    ('x', "proxy"),
    ('K', "config"),
    ('E', "cert"),
    ('C', "continue-at"),
    ('y', "speed-time"),
    ('Y', "speed-limit"),
    ('z', "time-cond"),
    ('U', "proxy-user"),
    (' ', "url"),
    (' ', "data-ascii"),
    (' ', "data-raw"),
    (' ', "data-binary"),
    (' ', "data-urlencode"),
    (' ', "json"),
    (' ', "form-string"),
    (' ', "oauth2-bearer"),
    (' ', "connect-timeout"),
    (' ', "retry"),
    (' ', "retry-delay"),
    (' ', "retry-max-time"),
    (' ', "max-redirs"),
    (' ', "max-filesize"),
    (' ', "request-target"),
    (' ', "output-dir"),
    (' ', "proto-default"),
    (' ', "resolve"),
    (' ', "url-query"),
    (' ', "cacert"),
    (' ', "capath"),
    (' ', "ciphers"),
    (' ', "key"),
    (' ', "limit-rate"),
    (' ', "keepalive-time"),
    (' ', "socks5"),
    (' ', "socks5-hostname"),
    (' ', "socks4"),
    (' ', "unix-socket"),
    (' ', "interface"),
    (' ', "connect-to"),
    (' ', "aws-sigv4"),
    (' ', "variable"),
    (' ', "trace"),
    (' ', "trace-ascii"),
    (' ', "stderr"),
    (' ', "rate"),
    (' ', "proto"),
];

const NO_PROXY: &str = "is not available here: there are no proxies";
const NO_HTTP_2: &str = "is not available here: servers speak HTTP/1.1";
const NO_AUTH: &str = "is not available here: only Basic and Bearer are";
const NOT_HERE: &str = "is not available here";

/// Those that change what is sent or to whom, and that are not simulated.
pub(super) const REFUSED: &[(&str, &str)] = &[
    ("proxy", NO_PROXY),
    ("proxy-user", NO_PROXY),
    ("proxytunnel", NO_PROXY),
    ("socks4", NO_PROXY),
    ("socks5", NO_PROXY),
    ("socks5-hostname", NO_PROXY),
    ("http2-prior-knowledge", NO_HTTP_2),
    ("http3-only", NO_HTTP_2),
    ("digest", NO_AUTH),
    ("ntlm", NO_AUTH),
    ("negotiate", NO_AUTH),
    ("anyauth", NO_AUTH),
    ("aws-sigv4", NO_AUTH),
    ("config", NOT_HERE),
    ("cert", NOT_HERE),
    ("key", NOT_HERE),
    ("capath", NOT_HERE),
    ("continue-at", NOT_HERE),
    ("time-cond", NOT_HERE),
    ("unix-socket", NOT_HERE),
    ("connect-to", NOT_HERE),
    ("url-query", NOT_HERE),
    ("variable", NOT_HERE),
    ("trace", NOT_HERE),
    ("trace-ascii", NOT_HERE),
    ("stderr", NOT_HERE),
    ("limit-rate", NOT_HERE),
    ("parallel", NOT_HERE),
    ("http0.9", NOT_HERE),
];

/// The option of a letter.
pub(super) fn short(letter: char) -> Option<Named> {
    find(|(one, _)| *one == letter && letter != ' ')
}

/// The option of a name, and whether it is said or, by `no-`, taken back.
pub(super) fn long(name: &str) -> Option<(Named, bool)> {
    let name = match name {
        "show-headers" => "include",
        other => other,
    };
    if let Some(named) = find(|(_, one)| *one == name) {
        return Some((named, true));
    }
    let name = name.strip_prefix("no-")?;
    find(|(_, one)| *one == name)
        .filter(|named| named.kind == Kind::Flag)
        .map(|named| (named, false))
}

fn find(fits: impl Fn(&(char, &'static str)) -> bool) -> Option<Named> {
    for (kind, list) in [(Kind::Flag, FLAGS), (Kind::Value, VALUES)] {
        if let Some((_, name)) = list.iter().find(|one| fits(one)) {
            return Some(Named { name, kind });
        }
    }
    None
}
