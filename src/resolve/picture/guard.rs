//! Between flyer and the decoders of pictures: what breaks them is a fault of the picture.
//!
//! In: work that calls somebody else's decoder. Out: its result, or a [`Fault`] where it stopped halfway.

use super::Fault;

/// Runs a decoder.
///
/// # Errors
/// What it says, or that the picture broke it.
pub(super) fn guarded<T>(decode: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    crate::guard::guarded(decode).unwrap_or_else(|| Err(Fault::Broken("it cannot be unpacked".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_halfway_is_a_fault() {
        let fault = guarded::<()>(|| panic!("a decoder's own words"));
        assert_eq!(fault, Err(Fault::Broken("it cannot be unpacked".to_owned())));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
        assert_eq!(guarded::<()>(|| Err(Fault::Truncated)), Err(Fault::Truncated));
    }
}
