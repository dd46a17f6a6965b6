//! Between flyer and the decoders: whatever they do with a stranger's bytes, the build goes on.
//!
//! In: work that calls somebody else's decoder. Out: its result, or a [`Fault`] where it stopped halfway. What a decoder
//! would print about itself on its way down is for its makers and not for who brought the picture, so it is not shown.

use super::Fault;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether what stops on this thread is caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a decoder.
///
/// # Errors
/// What it says, or that the picture broke it.
pub(super) fn guarded<T>(decode: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(decode));
    GUARDED.set(outer);
    done.unwrap_or_else(|_| Err(Fault::Broken("it cannot be unpacked".to_owned())))
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
