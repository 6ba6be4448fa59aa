//! Cookies: what a server on the machine wants to be told again (RFC 6265), read from the answers so far. They are in no store: the
//! lines that are typed say all of it.

/// One cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cookie {
    host: String,
    path: String,
    name: String,
    value: String,
}

/// The cookies of a playground's pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cookies(Vec<Cookie>);

impl Cookies {
    /// Takes what a `Set-Cookie` of an answer from an address says.
    pub fn take(&mut self, url: &str, said: &str) {
        let (host, asked) = host_and_path(url);
        let mut parts = said.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|first| first.split_once('=')) else {
            return;
        };
        let mut cookie = Cookie {
            host: host.to_owned(),
            path: default_path(asked),
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
        };
        let mut is_over = false;
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name.to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "max-age" => is_over = value.parse::<i64>().is_ok_and(|seconds| seconds <= 0),
                // What is taken back is dated to the beginning.
                "expires" => is_over |= value.contains("1970"),
                _ => {}
            }
        }
        let same = |other: &Cookie| {
            other.host == cookie.host && other.path == cookie.path && other.name == cookie.name
        };
        let before = self.0.iter().position(same);
        match (before, is_over) {
            (Some(place), true) => drop(self.0.remove(place)),
            (Some(place), false) => self.0[place] = cookie,
            (None, true) => {}
            (None, false) => self.0.push(cookie),
        }
    }

    /// What goes to an address: `a=1; b=2`.
    pub fn sent_to(&self, url: &str) -> Option<String> {
        let (host, path) = host_and_path(url);
        let fits = |cookie: &&Cookie| {
            let rest = path.strip_prefix(cookie.path.as_str());
            cookie.host == host
                && rest.is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with('/') || cookie.path.ends_with('/')
                })
        };
        let sent: Vec<String> = self
            .0
            .iter()
            .filter(fits)
            .map(|Cookie { name, value, .. }| format!("{name}={value}"))
            .collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }
}

/// A host without its port, for cookies know none; and a path.
fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (host, path) = match rest[..end].find('/') {
        Some(slash) => (&rest[..slash], &rest[slash..end]),
        None => (&rest[..end], "/"),
    };
    let port = host.rfind(':').filter(|_| !host.ends_with(']'));
    (port.map_or(host, |port| &host[..port]), path)
}

fn default_path(asked: &str) -> String {
    match asked.rfind('/') {
        None | Some(0) => "/".to_owned(),
        Some(slash) => asked[..slash].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_go_back_to_where_they_came_from() {
        let mut cookies = Cookies::default();
        cookies.take(
            "http://h:8000/login?x",
            "session=abc==; Path=/; HttpOnly; SameSite=lax",
        );
        cookies.take("http://h:8000/a/b", "deep=1");
        assert_eq!(
            cookies.sent_to("http://h:8000/").as_deref(),
            Some("session=abc==")
        );
        assert_eq!(
            cookies.sent_to("http://h:9000/a/c?d").as_deref(),
            Some("session=abc==; deep=1")
        );
        assert_eq!(
            cookies.sent_to("http://h/ab").as_deref(),
            Some("session=abc==")
        );
        assert_eq!(cookies.sent_to("http://other/"), None);
        cookies.take("http://h:8000/logout", "session=; path=/; Max-Age=0");
        assert_eq!(cookies.sent_to("http://h:8000/"), None);
    }
}
