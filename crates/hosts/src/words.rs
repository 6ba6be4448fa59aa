//! Texts that mean nothing, made up from a number, and the same for ever.

use fastrand::Rng;

/// Words of no language.
const WORDS: [&str; 64] = [
    "alda", "amare", "belu", "brin", "calo", "cedra", "cori", "dalen", "dova", "ebra", "elan",
    "enti", "farel", "fino", "gavra", "gelo", "hira", "ilen", "irsa", "jovi", "kal", "karon",
    "lema", "lorin", "luve", "mara", "merin", "mito", "nave", "nelo", "noris", "oda", "olven",
    "onda", "pala", "perin", "pora", "quel", "rava", "rilo", "rosen", "sali", "sera", "sol",
    "tamo", "tern", "tiva", "tulo", "ulen", "una", "urvi", "vale", "ventra", "vilo", "vora", "wen",
    "xara", "yeli", "yor", "zan", "zelo", "ziva", "zora", "et",
];

/// So many words, from a number.
pub fn words(seed: u64, count: usize) -> String {
    let mut random = Rng::with_seed(seed ^ 0x5743_0000);
    let words: Vec<&str> = (0..count)
        .map(|_| WORDS[random.usize(..WORDS.len())])
        .collect();
    words.join(" ")
}

/// A sentence: so many words, the first with a capital.
pub fn sentence(seed: u64, count: usize) -> String {
    let text = words(seed, count);
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// Between `from` and `to` words, from a number.
pub fn some(seed: u64, from: usize, to: usize) -> String {
    let count = Rng::with_seed(seed).usize(from..=to);
    words(seed, count)
}
/// A number for a text, the same for ever (FNV-1a).
pub fn number(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
