//! Text: from plain words to placed glyphs.
//!
//! In: words with their language. Out: lines of shaped glyphs. [`typography`] sets spaces, quotes and dashes as each
//! language wants them; [`Paragraph::shape`] shapes once, in em; [`Paragraph::break_lines`] finds the line ends at any
//! width; [`Paragraph::set`] reorders and places. A thin layer of our own over `harfrust`, `icu_segmenter`, `icu_casemap`,
//! `unicode-bidi`, `hypher` and `budoux`, because the fit breaks the same text at a dozen sizes and must not shape it each
//! time.

mod address;
mod bidi;
mod breaks;
mod builtin;
mod direction;
mod family;
mod fit;
mod font;
mod hours;
mod island;
mod lang;
mod line;
mod model;
mod own;
mod paragraph;
mod sfnt;
mod shape;
mod span;
mod together;
pub mod typography;
mod whole;

pub use address::addresses_in;
pub use builtin::is_builtin;
pub use family::Range as FamilyRange;
pub use fit::{Breaking, Breaks};
pub use font::{FontSet, Lent, TypeStyle};
pub use lang::Lang;
pub use line::{Align, Line, LineRun};
pub use model::Paragraph;
pub use paragraph::Missing;
pub use sfnt::Refusal;
pub use span::{Span, Voice};
pub use typography::{typeset, typeset_own, typeset_spans};
