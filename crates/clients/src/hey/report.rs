//! What became of a load, in hey's words.

use std::collections::BTreeMap;

/// One request that was answered. Times are in virtual seconds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sample {
    /// From its beginning to its end.
    pub total: f64,
    /// Making a connection; 0 where there was one.
    pub connecting: f64,
    /// Sending it.
    pub sending: f64,
    /// Waiting for the first byte.
    pub waiting: f64,
    /// Reading.
    pub reading: f64,
    pub status: u16,
    /// When it began, since the load did.
    pub offset: f64,
}

#[derive(Debug, Default)]
pub(super) struct Report {
    pub samples: Vec<Sample>,
    /// How often each thing went wrong.
    pub errors: BTreeMap<String, u64>,
    /// All lengths that servers said, in bytes.
    pub size: u64,
}

/// One of a request's times.
type Measure = fn(&Sample) -> f64;

const BAR: &str = "■";
const BUCKETS: usize = 10;
const PERCENTILES: [usize; 7] = [10, 25, 50, 75, 90, 95, 99];

impl Report {
    /// A line for each request.
    pub fn csv(&self) -> String {
        let mut out = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset".to_owned();
        for one in &self.samples {
            out.push_str(&format!(
                "\n{},{},{},{},{},{},{},{}",
                number(one.total),
                number(one.connecting),
                number(0.0),
                number(one.sending),
                number(one.waiting),
                number(one.reading),
                one.status,
                number(one.offset)
            ));
        }
        out + "\n"
    }

    /// The summary of a load that took so many virtual seconds.
    pub fn summary(&self, total: f64) -> String {
        let lats = self.sorted(|one| one.total);
        let requests = self.samples.len() as u64 + self.errors.values().sum::<u64>();
        let mut out = format!(
            "\nSummary:\n  Total:\t{} secs\n  Slowest:\t{} secs\n  Fastest:\t{} secs\n  Average:\t{} secs\n  Requests/sec:\t{}\n  ",
            number(total),
            number(lats.last().copied().unwrap_or_default()),
            number(lats.first().copied().unwrap_or_default()),
            number(self.average(|one| one.total)),
            number(requests as f64 / total)
        );
        if self.size > 0 && !lats.is_empty() {
            out.push_str(&format!(
                "\n  Total data:\t{} bytes\n  Size/request:\t{} bytes",
                self.size,
                self.size / lats.len() as u64
            ));
        }
        out.push_str(&format!(
            "\n\nResponse time histogram:\n{}\n\n",
            histogram(&lats)
        ));
        out.push_str(&format!("Latency distribution:{}\n\n", latencies(&lats)));
        out.push_str("Details (average, fastest, slowest):");
        let details: [(&str, Measure); 5] = [
            ("DNS+dialup", |one| one.connecting),
            ("DNS-lookup", |_| 0.0),
            ("req write", |one| one.sending),
            ("resp wait", |one| one.waiting),
            ("resp read", |one| one.reading),
        ];
        for (name, of) in details {
            let sorted = self.sorted(of);
            out.push_str(&format!(
                "\n  {name}:\t{} secs, {} secs, {} secs",
                number(self.average(of)),
                number(sorted.first().copied().unwrap_or_default()),
                number(sorted.last().copied().unwrap_or_default())
            ));
        }
        out.push_str("\n\nStatus code distribution:");
        let mut statuses: BTreeMap<u16, u64> = BTreeMap::new();
        for one in &self.samples {
            *statuses.entry(one.status).or_default() += 1;
        }
        for (status, count) in statuses {
            out.push_str(&format!("\n  [{status}]\t{count} responses"));
        }
        out.push_str("\n\n");
        if !self.errors.is_empty() {
            out.push_str("Error distribution:");
            for (error, count) in &self.errors {
                out.push_str(&format!("\n  [{count}]\t{error}"));
            }
        }
        out + "\n\n"
    }

    fn sorted(&self, of: impl Fn(&Sample) -> f64) -> Vec<f64> {
        let mut all: Vec<f64> = self.samples.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all
    }

    fn average(&self, of: impl Fn(&Sample) -> f64) -> f64 {
        self.samples.iter().map(of).sum::<f64>() / self.samples.len() as f64
    }
}

/// As Go's `%4.4f`.
fn number(value: f64) -> String {
    if value.is_nan() {
        " NaN".to_owned()
    } else if value.is_infinite() {
        "+Inf".to_owned()
    } else {
        format!("{value:.4}")
    }
}

/// How many requests took up to each of eleven times between the fastest and the slowest.
fn histogram(lats: &[f64]) -> String {
    let (Some(fastest), Some(slowest)) = (lats.first(), lats.last()) else {
        return String::new();
    };
    let step = (slowest - fastest) / BUCKETS as f64;
    let mut marks: Vec<f64> = (0..BUCKETS).map(|at| fastest + step * at as f64).collect();
    marks.push(*slowest);
    let mut counts = vec![0_usize; marks.len()];
    let mut bucket = 0;
    for lat in lats {
        while *lat > marks[bucket] && bucket < BUCKETS {
            bucket += 1;
        }
        counts[bucket] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let mut out = String::new();
    for (mark, count) in marks.iter().zip(&counts) {
        let length = (count * 40 + most / 2) / most;
        out.push_str(&format!("  {mark:.3} [{count}]\t|{}\n", BAR.repeat(length)));
    }
    out
}

/// Within which time so many of a hundred were answered. Of those that few requests cannot tell it says 0, as hey does.
fn latencies(lats: &[f64]) -> String {
    let mut found = [0.0; PERCENTILES.len()];
    let mut next = 0;
    for (at, lat) in lats.iter().enumerate() {
        if next < PERCENTILES.len() && at * 100 / lats.len() >= PERCENTILES[next] {
            found[next] = *lat;
            next += 1;
        }
    }
    if lats.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    for (percentage, latency) in PERCENTILES.iter().zip(found) {
        let percentage = if latency > 0.0 { *percentage } else { 0 };
        out.push_str(&format!("\n  {percentage}% in {} secs", number(latency)));
    }
    out
}
