//! What is around a payload's body in every version: `base64url(crc32(body), deflate(body))`.
//!
//! * The checksum is CRC-32, four bytes, least significant first, over the body.
//! * Deflate is raw, and runs with the version's dictionary as what came before.
//!
//! **Frozen:** a version that needs another one brings its own.

use super::{LinkError, MAX_INFLATED};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Best compression, raw deflate (a negative window), default strategy.
const LEVEL: (i32, i32, i32) = (10, -15, 0);

/// The payload of a body.
pub(super) fn seal(dictionary: &[u8], body: &[u8]) -> String {
    let mut bytes = crc32fast::hash(body).to_le_bytes().to_vec();
    deflate(dictionary, body, &mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The body of a payload.
///
/// # Errors
/// [`LinkError::Damaged`] and [`LinkError::TooLarge`].
pub(super) fn open(dictionary: &[u8], payload: &str) -> Result<Vec<u8>, LinkError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(payload)
        .map_err(|_| LinkError::Damaged)?;
    let (checksum, deflated) = bytes.split_first_chunk::<4>().ok_or(LinkError::Damaged)?;
    let body = inflate(dictionary, deflated)?;
    if crc32fast::hash(&body) != u32::from_le_bytes(*checksum) {
        return Err(LinkError::Damaged);
    }
    Ok(body)
}

/// Appends the deflated `body` to `out`.
///
/// The dictionary goes first through the compressor, up to a byte boundary, and its output is dropped: what
/// follows refers back to it and is what a preset dictionary means in RFC 1951's terms.
fn deflate(dictionary: &[u8], body: &[u8], out: &mut Vec<u8>) {
    let (level, window, strategy) = LEVEL;
    let mut compressor =
        CompressorOxide::new(create_comp_flags_from_zip_params(level, window, strategy));
    compress_to_output(&mut compressor, dictionary, TDEFLFlush::Sync, |_| true);
    compress_to_output(&mut compressor, body, TDEFLFlush::Finish, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
}

/// Inflates all of `deflated`, into a buffer that already holds the dictionary and grows as it fills.
fn inflate(dictionary: &[u8], mut deflated: &[u8]) -> Result<Vec<u8>, LinkError> {
    // One byte of room beyond the limit: only who needs it is too large.
    let most = dictionary.len() + MAX_INFLATED + 1;
    let mut out = dictionary.to_vec();
    let mut filled = out.len();
    let mut decompressor = DecompressorOxide::new();
    loop {
        out.resize((out.len() * 2).min(most), 0);
        let (status, read, written) = decompress(
            &mut decompressor,
            deflated,
            &mut out,
            filled,
            inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        deflated = &deflated[read..];
        filled += written;
        match status {
            _ if filled == most => return Err(LinkError::TooLarge),
            TINFLStatus::Done if deflated.is_empty() => {
                out.truncate(filled);
                out.drain(..dictionary.len());
                return Ok(out);
            }
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(LinkError::Damaged),
        }
    }
}
