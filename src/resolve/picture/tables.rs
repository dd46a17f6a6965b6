//! The tables of a JPEG, and whether each scan has the ones that it needs (ITU-T T.81, B.2.4 and G.1).
//!
//! In: the tables, the frame and the scans in the order of the file. Out: the first contradiction. A reader that
//! misses a table paints grey, or the picture that was there before; so what is not whole is refused here, and no reader
//! of the finished file has anything to warn of.

use super::Fault;

/// Places for tables of one class.
const PLACES: usize = 4;
/// Coefficients of a block.
const BLOCK: usize = 64;

/// Tables so far, and what the scans have shown of each component.
#[derive(Default)]
pub(super) struct Tables {
    quantisation: [bool; PLACES],
    /// For the first coefficient (0) and for the others (1).
    huffman: [[bool; PLACES]; 2],
    progressive: bool,
    components: Vec<Component>,
}

/// A component of the frame.
struct Component {
    id: u8,
    /// Samples across times samples down of a unit.
    units: u8,
    quantisation: u8,
    /// The last bit of each coefficient that was shown; none before its first scan.
    bits: [Option<u8>; BLOCK],
}

impl Tables {
    /// Takes in quantisation tables (B.2.4.1).
    pub(super) fn quantise(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((kind, rest)) = data.split_first() {
            let (wide, place) = (kind >> 4, usize::from(kind & 15));
            let length = match wide {
                0 => BLOCK,
                1 => 2 * BLOCK,
                _ => return Err(broken("a quantisation table is of no kind that there is")),
            };
            let known = self.quantisation.get_mut(place).ok_or_else(|| broken("a quantisation table has no place"))?;
            (*known, data) = (true, rest.get(length..).ok_or_else(|| broken("a quantisation table is cut off"))?);
        }
        Ok(())
    }

    /// Takes in Huffman tables (B.2.4.2): codes may not be more than their lengths allow.
    pub(super) fn huffman(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((kind, rest)) = data.split_first() {
            let counts: &[u8; 16] = rest.first_chunk().ok_or_else(|| broken("a Huffman table is cut off"))?;
            let values: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let room = counts.iter().try_fold(1_u32, |room, count| (2 * room).checked_sub(u32::from(*count)));
            if values > 256 || room.is_none() {
                return Err(broken("a Huffman table contradicts itself"));
            }
            let place =
                self.huffman.get_mut(usize::from(kind >> 4)).and_then(|class| class.get_mut(usize::from(kind & 15)));
            *place.ok_or_else(|| broken("a Huffman table has no place"))? = true;
            data = rest.get(16 + values..).ok_or_else(|| broken("a Huffman table is cut off"))?;
        }
        Ok(())
    }

    /// Takes in the frame's components, each its id, its sampling and its quantisation table.
    pub(super) fn frame(&mut self, progressive: bool, parts: &[[u8; 3]]) {
        let component = |[id, sampling, quantisation]: &[u8; 3]| Component {
            id: *id,
            units: (sampling >> 4) * (sampling & 15),
            quantisation: *quantisation,
            bits: [None; BLOCK],
        };
        (self.progressive, self.components) = (progressive, parts.iter().map(component).collect());
    }

    /// Takes in a scan: its components with their tables, and which bits of which coefficients it has.
    pub(super) fn scan(&mut self, parts: &[[u8; 2]], [from, to, bits]: [u8; 3]) -> Result<(), Fault> {
        let (before, now) = (bits >> 4, bits & 15);
        let sequential = (from, to, bits) == (0, 63, 0);
        let successive = before == 0 || before == now + 1;
        let band = from == 0 && to == 0 || from > 0 && from <= to && to < 64 && parts.len() == 1;
        if !(if self.progressive { band && successive && now < 14 } else { sequential }) {
            return Err(broken("a scan contradicts its frame"));
        }
        let mut units = 0;
        for [id, tables] in parts {
            let component = self.components.iter().position(|component| component.id == *id);
            let component = component.ok_or_else(|| broken("a scan does not fit its frame"))?;
            units += self.components[component].units;
            self.needs(component, *tables, from, to, before)?;
            self.components[component].shows(from..=to, before, now)?;
        }
        // B.2.3: more blocks than this in one unit no decoder holds.
        if parts.len() > 1 && units > 10 { Err(broken("a scan has too many samples a unit")) } else { Ok(()) }
    }

    /// Whether the tables of a component are there.
    fn needs(&self, component: usize, tables: u8, from: u8, to: u8, before: u8) -> Result<(), Fault> {
        let quantisation = usize::from(self.components[component].quantisation);
        if !self.quantisation.get(quantisation).is_some_and(|known| *known) {
            return Err(missing("quantisation"));
        }
        // Later bits of the first coefficient are plain bits (G.1.2.1).
        let wanted = [(from == 0 && before == 0, tables >> 4), (to > 0, tables & 15)];
        for (class, (needed, place)) in self.huffman.iter().zip(wanted) {
            if needed && !class.get(usize::from(place)).is_some_and(|known| *known) {
                return Err(missing("Huffman"));
            }
        }
        Ok(())
    }

    /// Whether every component was shown.
    pub(super) fn all_shown(&self) -> bool {
        !self.components.is_empty() && self.components.iter().all(|component| component.bits[0].is_some())
    }
}

impl Component {
    /// Each scan of a coefficient follows the bits that were shown before (G.1.1.1.1).
    fn shows(&mut self, band: std::ops::RangeInclusive<u8>, before: u8, now: u8) -> Result<(), Fault> {
        let disorder = || broken("its scans do not build on each other");
        if *band.start() > 0 && self.bits[0].is_none() {
            return Err(disorder());
        }
        for coefficient in band {
            let bits = &mut self.bits[usize::from(coefficient)];
            let follows = if before == 0 { bits.is_none() } else { *bits == Some(before) };
            if !follows {
                return Err(disorder());
            }
            *bits = Some(now);
        }
        Ok(())
    }
}

fn broken(what: &str) -> Fault {
    Fault::Broken(what.to_owned())
}

fn missing(which: &str) -> Fault {
    Fault::Broken(format!("a {which} table is missing, without which nobody can unpack it"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    /// Tables of all kinds, and a frame of three components.
    fn whole(progressive: bool) -> Tables {
        let mut tables = Tables::default();
        tables.quantise(&[&[0][..], &[1; 64], &[1], &[1; 64]].concat()).unwrap();
        for kind in [0x00, 0x01, 0x10, 0x11] {
            tables.huffman(&[&[kind, 0, 1][..], &[0; 14], &[5]].concat()).unwrap();
        }
        tables.frame(progressive, &[[1, 0x22, 0], [2, 0x11, 1], [3, 0x11, 1]]);
        tables
    }

    const ALL: &[[u8; 2]] = &[[1, 0x00], [2, 0x11], [3, 0x11]];

    #[test]
    fn scans_need_their_tables() {
        let mut tables = whole(false);
        assert!(!tables.all_shown());
        assert_eq!(tables.scan(ALL, [0, 63, 0]), Ok(()));
        assert!(tables.all_shown());
        for (place, scan) in [(0_usize, ALL), (1, ALL)] {
            let mut tables = whole(false);
            tables.quantisation[place] = false;
            assert_eq!(tables.scan(scan, [0, 63, 0]), Err(missing("quantisation")));
            for class in 0..2 {
                let mut tables = whole(false);
                tables.huffman[class][place] = false;
                assert_eq!(tables.scan(scan, [0, 63, 0]), Err(missing("Huffman")));
            }
        }
    }

    #[test]
    fn progressive_scans_build_on_each_other() {
        let order: &[(&[[u8; 2]], [u8; 3])] = &[
            (ALL, [0, 0, 0x01]),
            (&[[1, 0x00]], [1, 5, 0x02]),
            (&[[1, 0x00]], [6, 63, 0x02]),
            (&[[1, 0x00]], [1, 63, 0x21]),
            (ALL, [0, 0, 0x10]),
        ];
        let mut tables = whole(true);
        order.iter().for_each(|(parts, bits)| assert_eq!(tables.scan(parts, *bits), Ok(())));
        // Any one but the last left out, and something after it has nothing to build on.
        for out in 0..4 {
            let mut tables = whole(true);
            let rest = order.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, scan)| scan);
            let faults = rest.filter(|(parts, bits)| tables.scan(parts, *bits).is_err()).count();
            assert_eq!(faults > 0, out != 3, "without scan {out}");
        }
        for wrong in [[0, 63, 0], [0, 0, 0x31], [5, 4, 0], [1, 64, 0]] {
            assert!(whole(true).scan(ALL, wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn tables_that_contradict_themselves() {
        let mut tables = Tables::default();
        assert!(tables.quantise(&[0; 64]).is_err() && tables.quantise(&[4; 65]).is_err());
        assert!(tables.quantise(&[0x20; 65]).is_err());
        // Three codes of one bit.
        assert!(tables.huffman(&[&[0, 3][..], &[0; 15], &[1, 2, 3]].concat()).is_err());
        assert!(tables.huffman(&[&[0x20, 1][..], &[0; 15], &[1]].concat()).is_err());
        assert!(tables.huffman(&[&[0x04, 1][..], &[0; 15], &[1]].concat()).is_err());
        assert!(tables.huffman(&[0, 1, 0]).is_err());
    }
}
