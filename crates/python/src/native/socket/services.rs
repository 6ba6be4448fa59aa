//! Names of ports: what of `/etc/services` people use.

/// Name, port, whether it is UDP's too.
const SERVICES: &[(&str, u16, bool)] = &[
    ("echo", 7, true),
    ("discard", 9, true),
    ("daytime", 13, false),
    ("chargen", 19, true),
    ("ftp-data", 20, false),
    ("ftp", 21, false),
    ("ssh", 22, false),
    ("telnet", 23, false),
    ("smtp", 25, false),
    ("time", 37, true),
    ("whois", 43, false),
    ("domain", 53, true),
    ("gopher", 70, false),
    ("finger", 79, false),
    ("http", 80, false),
    ("kerberos", 88, true),
    ("pop3", 110, false),
    ("sunrpc", 111, true),
    ("nntp", 119, false),
    ("imap2", 143, false),
    ("irc", 194, true),
    ("ldap", 389, true),
    ("https", 443, true),
    ("microsoft-ds", 445, true),
    ("submissions", 465, false),
    ("rtsp", 554, true),
    ("submission", 587, false),
    ("ldaps", 636, true),
    ("ftps", 990, false),
    ("telnets", 992, false),
    ("imaps", 993, false),
    ("pop3s", 995, false),
    ("socks", 1080, false),
    ("mysql", 3306, false),
    ("postgresql", 5432, false),
    ("amqp", 5672, true),
    ("http-alt", 8080, true),
];
/// The same of UDP alone.
const DATAGRAM_SERVICES: &[(&str, u16)] = &[
    ("bootps", 67),
    ("bootpc", 68),
    ("tftp", 69),
    ("ntp", 123),
    ("snmp", 161),
    ("syslog", 514),
];
/// Other names of the same.
const ALIASES: &[(&str, &str)] = &[
    ("www", "http"),
    ("mail", "smtp"),
    ("imap", "imap2"),
    ("pop-3", "pop3"),
    ("webcache", "http-alt"),
    ("nameserver", "whois"),
    ("urd", "submissions"),
];

/// The port of a service, over TCP or UDP (`getservbyname(3)`).
pub(super) fn port(name: &str, datagrams: bool) -> Option<u16> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let name = alias.map_or(name, |(_, name)| name);
    all(datagrams)
        .find(|(known, _)| *known == name)
        .map(|(_, port)| port)
}

/// The service at a port (`getservbyport(3)`).
pub(super) fn name(port: u16, datagrams: bool) -> Option<&'static str> {
    all(datagrams)
        .find(|(_, known)| *known == port)
        .map(|(name, _)| name)
}

fn all(datagrams: bool) -> impl Iterator<Item = (&'static str, u16)> {
    let only: &[(&str, u16)] = if datagrams { DATAGRAM_SERVICES } else { &[] };
    SERVICES
        .iter()
        .filter(move |(_, _, both)| !datagrams || *both)
        .map(|(name, port, _)| (*name, *port))
        .chain(only.iter().copied())
}
