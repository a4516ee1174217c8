//! What rows are, in whatever order they are met: how many, and a sum of their fingerprints.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::Row;
use crate::secret::hexadecimal;

/// The bytes of a fingerprint (SHA-256).
const BYTES: usize = 32;

/// How many rows there were, and the sum of their fingerprints: equal for equal rows in any order.
///
/// Fingerprints are added up, not xored, so that a row that is there twice does not vanish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    rows: u64,
    sum: [u8; BYTES],
}

impl Digest {
    /// Counts a row in.
    pub fn add(&mut self, row: &Row) {
        self.rows += 1;
        let mut carry = false;
        for (sum, byte) in self.sum.iter_mut().zip(Sha256::digest(row.line())) {
            let (added, over) = sum.overflowing_add(byte);
            let (added, over_by_carry) = added.overflowing_add(u8::from(carry));
            (*sum, carry) = (added, over || over_by_carry);
        }
    }

    /// How many there were.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hexadecimal(&self.sum))
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;
    use crate::store::copy::Row;

    fn digest(ids: &[u8]) -> Digest {
        let mut digest = Digest::default();
        for id in ids {
            let line = format!(r#"{{"Item":{{"pk":{{"S":"B#{id}"}},"sk":{{"S":"B"}}}}}}"#);
            digest.add(&Row::parse(&line).expect("a row"));
        }
        digest
    }

    #[test]
    fn the_order_of_rows_does_not_count() {
        assert_eq!(digest(&[1, 2, 3, 4, 5]), digest(&[5, 3, 1, 2, 4]));
    }

    #[test]
    fn every_row_counts() {
        let all = digest(&[1, 2, 3]);
        for other in [&[1, 2][..], &[1, 2, 4], &[1, 2, 3, 3], &[3, 3, 3]] {
            assert_ne!(digest(other), all, "{other:?}");
        }
        assert_ne!(digest(&[1, 1]).to_string(), digest(&[2, 2]).to_string());
    }
}
