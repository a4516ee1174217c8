//! Lengths that tell little: a value is filled up to the next of a few sizes before it is sealed.

use zeroize::Zeroizing;

/// A value holds no more bytes.
pub const PLAIN_BYTES_MAX: usize = 64 * 1024;
/// What ends the value; only zeros follow it (ISO/IEC 7816-4).
const END: u8 = 0x80;
/// Sizes that values are filled up to; above them, to multiples of the last.
const SIZES: [usize; 4] = [128, 512, 2_048, 8_192];

/// A value, its end, and zeros: as long as a value of `room` bytes would be, if it is no longer.
/// None if either is too long.
pub(super) fn fill(plain: &[u8], room: usize) -> Option<Zeroizing<Vec<u8>>> {
    let longest = plain.len().max(room);
    if longest > PLAIN_BYTES_MAX {
        return None;
    }
    let size = size_over(longest);
    // All of it at once: growing would leave copies behind that nobody wipes.
    let mut filled = Zeroizing::new(Vec::with_capacity(size));
    filled.extend_from_slice(plain);
    filled.push(END);
    filled.resize(size, 0);
    Some(filled)
}

/// The length of the value within; none where its end is missing.
pub(super) fn plain_length(filled: &[u8]) -> Option<usize> {
    let end = filled.iter().rposition(|byte| *byte != 0)?;
    (filled[end] == END).then_some(end)
}

/// The least size that holds so many bytes and their end.
fn size_over(bytes: usize) -> usize {
    let last = SIZES[SIZES.len() - 1];
    let fits = SIZES.into_iter().find(|size| bytes < *size);
    fits.unwrap_or_else(|| (bytes + 1).next_multiple_of(last))
}

#[cfg(test)]
mod tests {
    use super::{END, PLAIN_BYTES_MAX, SIZES, fill, plain_length};

    #[test]
    fn a_value_of_any_length_is_found_again() {
        for length in (0..700).chain([2_047, 2_048, 8_191, 8_192, 16_384, PLAIN_BYTES_MAX]) {
            let plain = vec![END; length];
            let filled = fill(&plain, 0).expect("not too long");
            assert_eq!(plain_length(&filled), Some(length));
            assert_eq!(filled[..length], plain);
            let last = SIZES[SIZES.len() - 1];
            assert!(
                SIZES.contains(&filled.len()) || filled.len().is_multiple_of(last),
                "{length} became {}",
                filled.len()
            );
        }
    }

    #[test]
    fn an_empty_value_is_as_long_as_the_room_it_has() {
        let empty = fill(b"", 2_000).expect("room enough");
        let full = fill(&[b'x'; 2_000], 2_000).expect("room enough");
        assert_eq!(empty.len(), full.len());
    }

    #[test]
    fn what_is_too_long_is_not_taken() {
        assert!(fill(&vec![0; PLAIN_BYTES_MAX + 1], 0).is_none());
        assert!(fill(b"", PLAIN_BYTES_MAX + 1).is_none());
    }

    #[test]
    fn without_its_end_there_is_no_value() {
        assert_eq!(plain_length(&[]), None);
        assert_eq!(plain_length(&[0; 128]), None);
        assert_eq!(plain_length(&[1; 128]), None);
    }
}
