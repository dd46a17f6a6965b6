//! Who calls the stages: a target in, proven files out.
//!
//! In: a [`Run`], which all targets of a command share, and a [`Target`](crate::spec::target::Target). Out: an [`Outcome`].
//! `compose` takes one language of one layout through spec, resolve and layout, `pair` two of them; `whole` is the line
//! from end to end; `slug` says outside the trim what the
//! sheets are; `finish` writes and proves; `elsewhere` tries other layouts for advice that holds; `faint`
//! looks for logos of which a part vanishes; `batch` goes over
//! many targets; `contact` shows finished files beside each other.

pub mod batch;
mod compose;
pub mod contact;
mod elsewhere;
mod faint;
mod finish;
mod outcome;
mod pair;
mod run;
mod slug;
mod whole;

pub use finish::{finish, on_sheets};
pub use outcome::{Built, Composed, Outcome, Profile};
pub use run::{Run, Said};
