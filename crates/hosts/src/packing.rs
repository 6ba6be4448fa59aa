//! Packed bytes: gzip, zlib, and a picture in PNG.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

/// As `gzip` packs (RFC 1952), without a name or a time.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255];
    out.extend(compress_to_vec(bytes, 6));
    out.extend(crc(&[bytes]).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// As zlib packs (RFC 1950): what HTTP calls deflate.
pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, 6)
}

/// As brotli packs what it cannot squeeze (RFC 7932, section 9.2): one block that is not compressed, and an empty last one.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    // A window of 64 KiB (one bit), then for each block: not the last, four nibbles of length, the length less one, not compressed.
    let mut out = Vec::new();
    let mut first = true;
    for block in bytes.chunks(1 << 16) {
        let length = (block.len() - 1) as u32;
        // Bits from the lowest up: [window] 0, is-last 0, nibbles 00, length 16 bits, uncompressed 1.
        let bits = length << 3 | 1 << 19;
        let bits = if first { bits << 1 } else { bits };
        out.extend(&bits.to_le_bytes()[..3]);
        out.extend_from_slice(block);
        first = false;
    }
    // Last and empty.
    out.push(if first { 0b110 } else { 0b11 });
    out
}

/// A picture of `width` by `height`, each point's red, green and blue by `color`.
pub fn png(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        // No filter.
        rows.push(0);
        for x in 0..width {
            rows.extend(color(x, y));
        }
    }
    let header = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [
        (b"IHDR", header),
        (b"IDAT", zlib(&rows)),
        (b"IEND", Vec::new()),
    ] {
        out.extend((content.len() as u32).to_be_bytes());
        out.extend(kind);
        out.extend(&content);
        out.extend(crc(&[kind, &content]).to_be_bytes());
    }
    out
}

/// The check that gzip and PNG have in common.
fn crc(parts: &[&[u8]]) -> u32 {
    let sum = parts.iter().copied().flatten().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let carry = if sum & 1 == 1 { 0xEDB8_8320 } else { 0 };
            sum >> 1 ^ carry
        })
    });
    !sum
}
