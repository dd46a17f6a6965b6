//! Codes: from an address to modules (ISO/IEC 18004).
//!
//! In: the registered address, the use and the reading distance. Out: a [`Code`] of the smallest version that holds
//! it. The level follows the use: posters get dirty, pinned and scribbled on, so they carry Q; what is held in the
//! hand carries M, the usual level, whose modules are larger at the same size. The runs of digits in an address are
//! stored as numbers, which often saves a version.

mod mask;

use crate::page::Code;
use crate::unit::mm;
use qrcode::EcLevel;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What people do with a printed thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Held in the hand, left on counters.
    Handout,
    /// Hung on a wall.
    Poster,
    /// Kept in a pocket.
    Card,
    /// Folded.
    Leaflet,
}

/// Least side of a module in millimetres: what office printers and old phones still manage.
pub const LEAST_MODULE: f64 = 0.5;

/// Encodes an address for a use, to be read from a distance in points.
pub fn encode(text: &str, usage: Use, distance: f64) -> Result<Code, String> {
    let level = match usage {
        Use::Poster => EcLevel::Q,
        Use::Handout | Use::Card | Use::Leaflet => EcLevel::M,
    };
    let symbol = symbol(text, level)?;
    Ok(Code {
        text: text.to_owned(),
        modules: symbol.0,
        dark: symbol.1.clone(),
        level: match usage {
            Use::Poster => 'Q',
            Use::Handout | Use::Card | Use::Leaflet => 'M',
        },
        distance,
        origin: None,
    })
}

/// Modules a side, and which are dark.
type Symbol = Arc<(usize, Vec<bool>)>;

/// The modules of a text, found once a run: the sheets of one run hold the same few codes, and trying all masks takes long.
fn symbol(text: &str, level: EcLevel) -> Result<Symbol, String> {
    static KNOWN: Mutex<BTreeMap<(String, EcLevel), Symbol>> = Mutex::new(BTreeMap::new());
    let key = (text.to_owned(), level);
    if let Some(known) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(Arc::clone(known));
    }
    let modules = mask::modules(text, level);
    let symbol = Arc::new(modules.map_err(|error| format!("the address does not fit into a code: {error}"))?);
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&symbol));
    Ok(symbol)
}

/// Least side of the symbol in points, without its quiet zone: a tenth of the reading distance, and modules of at
/// least half a millimetre.
pub fn least_size(code: &Code) -> f64 {
    (code.distance / 10.0).max(code.modules as f64 * mm(LEAST_MODULE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_levels_follow_use() {
        let url = "https://www.facebook.com/help/contact/712876720715583";
        for (usage, modules, level) in [(Use::Handout, 33, 'M'), (Use::Poster, 33, 'Q')] {
            let code = encode(url, usage, mm(350.0)).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!((code.modules, code.level, code.dark.len()), (modules, level, modules * modules));
            assert!((least_size(&code) - mm(35.0)).abs() < 1e-9);
        }
        assert!(encode(&"x".repeat(4000), Use::Card, 1.0).is_err());
    }
}
