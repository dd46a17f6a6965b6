//! stub
use super::{Lang, Span};
/// stub
pub fn typeset(_: &Lang, text: &str) -> String {
    text.replace('\'', "’")
}
/// stub
pub fn typeset_spans(lang: &Lang, spans: &mut [Span]) {
    for s in spans {
        s.text = typeset(lang, &s.text);
    }
}
