//! What decoders that are not ours read in pixels.
//!
//! In: the grey values of a region. Out: a [`Reading`] for each decoder that reads something there.

use super::raster::{DARK, Grey};
use rxing::BarcodeFormat;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What a decoder read.
#[derive(Clone)]
pub struct Reading {
    /// The decoder.
    pub decoder: &'static str,
    /// The text.
    pub text: String,
    /// Modules a side, where the decoder tells.
    pub modules: Option<usize>,
}

/// Pictures that were read, each pixel of them, with what was read.
type Readings = BTreeMap<Arc<Grey>, Arc<OnceLock<Vec<Reading>>>>;

/// What the decoders read in a picture, read once a process: they take as long as all the rest of the proof, and the
/// files of one run, office and press, in all languages, hold the same codes. Decoders see pixels and nothing else, and
/// only a picture equal in each of them is taken for the same, so a code that differs anywhere is read for itself.
pub fn read_once(picture: Grey, modules: usize) -> Vec<Reading> {
    static READ: Mutex<Readings> = Mutex::new(Readings::new());
    let picture = Arc::new(picture);
    let slot = Arc::clone(READ.lock().unwrap_or_else(PoisonError::into_inner).entry(Arc::clone(&picture)).or_default());
    slot.get_or_init(|| read_in_place(&picture, modules)).clone()
}

/// What each decoder reads in a picture of a code of so many modules with its quiet zone. `rxing` looks for the code by
/// itself, as telephones do; `rqrr` reads what is dark in the middles of the modules, for the search of a grid that is known
/// takes it longer than all the rest.
fn read_in_place(grey: &Grey, modules: usize) -> Vec<Reading> {
    let mut read: Vec<Reading> = found_by_rxing(grey).into_iter().collect();
    // Codes on folded sheets stand on their heads.
    let turned = |turns: usize| {
        rqrr::SimpleGrid::from_func(modules, |x, y| {
            let (quiet, last) = (crate::page::Code::QUIET, modules - 1);
            let (x, y) = [(x, y), (last - y, x), (last - x, last - y), (y, last - x)][turns];
            grey.middle((x + quiet, y + quiet), modules + 2 * quiet).is_some_and(|value| value < DARK)
        })
    };
    let decoded = (0..4).find_map(|turns| rqrr::Grid::new(turned(turns)).decode().ok());
    read.extend(decoded.map(|(meta, text)| Reading { decoder: "rqrr", text, modules: Some(meta.version.to_size()) }));
    read
}

fn found_by_rxing(grey: &Grey) -> Option<Reading> {
    let qr = Some(BarcodeFormat::QR_CODE);
    let result = rxing::helpers::detect_in_luma(grey.values.clone(), grey.width as u32, grey.height as u32, qr).ok()?;
    Some(Reading { decoder: "rxing", text: result.getText().to_owned(), modules: None })
}

/// What each decoder finds in a picture that may hold a code anywhere.
pub fn read_all(grey: &Grey) -> Vec<Reading> {
    let mut read: Vec<Reading> = found_by_rxing(grey).into_iter().collect();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(grey.width, grey.height, |x, y| grey.values[y * grey.width + x]);
    for grid in prepared.detect_grids() {
        if let Ok((meta, text)) = grid.decode() {
            read.push(Reading { decoder: "rqrr", text, modules: Some(meta.version.to_size()) });
        }
    }
    read
}
