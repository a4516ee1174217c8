//! Proof of work: a number that took a browser a moment to find, and a flood of requests hours.
//!
//! The page of details finds it while its visitor types (`details.js` of the theme). Nobody needs
//! one: a visitor without JavaScript books as well.

use sha2::{Digest as _, Sha256};

/// Zero bits with which the hash of a proof begins: 65,536 hashes, on average.
const ZERO_BITS: u32 = 16;
/// The longest number, in digits.
const PROOF_DIGITS_MAX: usize = 15;

/// Whether a number proves work for a form's key: the SHA-256 of `key:proof` begins with 16 zero
/// bits.
pub(in crate::booking) fn is_proven(key: &str, proof: &str) -> bool {
    let is_number = (1..=PROOF_DIGITS_MAX).contains(&proof.len())
        && proof.bytes().all(|byte| byte.is_ascii_digit());
    !key.is_empty() && is_number && zero_bits(&format!("{key}:{proof}")) >= ZERO_BITS
}

/// The zero bits with which the hash of a text begins.
fn zero_bits(text: &str) -> u32 {
    let hash = Sha256::digest(text.as_bytes());
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or_default() * u8::BITS + rest
}

#[cfg(test)]
mod tests {
    use super::{is_proven, zero_bits};

    const KEY: &str = "00112233445566778899aabbccddeeff";

    fn first_with(bits: u32) -> String {
        let numbers = (0u64..).map(|number| number.to_string());
        let mut fitting = numbers.filter(|number| zero_bits(&format!("{KEY}:{number}")) == bits);
        fitting.next().expect("every number of bits occurs")
    }

    #[test]
    fn sixteen_zero_bits_prove_work_and_fifteen_do_not() {
        assert!(is_proven(KEY, &first_with(16)));
        assert!(is_proven(KEY, &first_with(17)));
        assert!(!is_proven(KEY, &first_with(15)));
    }

    #[test]
    fn a_proof_counts_for_its_own_key_only() {
        let proof = first_with(16);
        assert!(!is_proven("ffeeddccbbaa99887766554433221100", &proof));
        assert!(!is_proven("", &proof));
    }

    #[test]
    fn only_a_number_of_at_most_fifteen_digits_is_a_proof() {
        let proof = first_with(16);
        for wrong in ["", " ", "-1", "+1", "1.0", "0x10", "١"] {
            assert!(!is_proven(KEY, wrong), "{wrong}");
        }
        assert!(!is_proven(KEY, &format!(" {proof}")));
        let long = (10u64.pow(15)..).map(|number| number.to_string());
        let mut long = long.filter(|number| zero_bits(&format!("{KEY}:{number}")) >= 16);
        assert!(!is_proven(KEY, &long.next().expect("one that would do")));
    }

    /// `printf key:68141 | sha256sum` shows the zeros.
    #[test]
    fn the_hash_is_that_of_key_colon_number() {
        assert!(is_proven("key", "68141"));
        assert!(!is_proven("key", "68142"));
    }
}
