//! Between flyer and other people's code that reads strangers' bytes: whatever it does with them, the build goes on.
//!
//! In: work that calls a decoder or a subsetter. Out: its result, or nothing where it stopped halfway. What such code would
//! print about itself on its way down is for its makers and not for who brought the file, so it is not shown.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether what stops on this thread is caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work that may stop halfway.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
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
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_halfway_is_nothing() {
        assert_eq!(guarded::<()>(|| panic!("a decoder's own words")), None);
        assert_eq!(guarded(|| 1), Some(1));
    }
}
