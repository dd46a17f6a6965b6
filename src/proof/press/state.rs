//! The graphics state of a page under the press proof: colours as inks, overprint, mixing (ISO 32000-1, 8.4).

use super::blend::{Blend, Mode};
use super::inks::Inks;
use super::object::name_of;
use super::painted::Plates;
use super::shading;
use super::space::{Family, family};
use crate::unit::{Affine, Rect};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

#[derive(Clone)]
pub(super) struct State {
    pub matrix: Affine,
    pub clip: Rect,
    /// Inks for fills and for strokes.
    pub paint: [Inks; 2],
    space: [Family; 2],
    /// Whether fills and strokes overprint.
    pub over: [bool; 2],
    /// Opacity of fills and strokes; none under a mask.
    alpha: [Option<f64>; 2],
    mode: Mode,
    /// How the groups around are mixed.
    pub group: Blend,
    pub width: f64,
    pub size: f64,
    pub invisible: bool,
}

impl State {
    /// The state at the beginning of a page of this size.
    pub fn new(clip: Rect) -> Self {
        Self {
            matrix: Affine::IDENTITY,
            clip,
            paint: [Inks::BLACK, Inks::BLACK],
            space: [Family::Gray, Family::Gray],
            over: [false; 2],
            alpha: [Some(1.0); 2],
            mode: Mode::Normal,
            group: Blend::OPAQUE,
            width: 1.0,
            size: 0.0,
            invisible: false,
        }
    }

    /// How fills (0) or strokes (1) are mixed with what is below.
    pub fn blend(&self, kind: usize) -> Blend {
        Blend { mode: self.mode, alpha: self.alpha[kind] }.within(self.group)
    }

    /// Goes into a transparency group: what is inside begins afresh, and is mixed as the group is.
    pub fn enter_group(&mut self) {
        self.group = self.blend(0);
        (self.alpha, self.mode) = ([Some(1.0); 2], Mode::Normal);
    }

    /// Lets a mask say point by point what is seen.
    pub fn hide(&mut self) {
        self.alpha = [None; 2];
    }

    /// Takes over an entry of the resources' `ExtGState`.
    pub fn set(&mut self, name: &str, resources: &Resources<'_>, plates: &mut Plates) {
        let Some(dict) = resources.ext_g_states.get::<Dict<'_>>(name) else { return };
        let flag = |key: &str| dict.get::<bool>(key);
        let stroke = flag("OP").unwrap_or(self.over[1]);
        self.over = [flag("op").or(flag("OP")).unwrap_or(self.over[0]), stroke];
        self.width = dict.get::<f32>("LW").map_or(self.width, f64::from);
        for (alpha, key) in self.alpha.iter_mut().zip(["ca", "CA"]) {
            if let Some(value) = dict.get::<f32>(key) {
                *alpha = alpha.map(|_| f64::from(value));
            }
        }
        if dict.get::<Dict<'_>>("SMask").is_some() {
            self.alpha = [None; 2];
        } else if dict.get::<Name<'_>>("SMask").is_some() {
            self.alpha = self.alpha.map(|alpha| alpha.or(Some(1.0)));
        }
        let first = dict.get::<Array<'_>>("BM").and_then(|modes| modes.iter::<Name<'_>>().next());
        if let Some(mode) = dict.get::<Name<'_>>("BM").or(first) {
            self.mode = Mode::named(mode.as_str());
        }
        let clear = self.alpha.iter().any(|alpha| alpha.is_none_or(|alpha| alpha < 1.0));
        plates.transparent |= clear || self.mode != Mode::Normal;
    }

    /// Takes over a colour operator; gives back the tiling pattern that it chose, if one.
    pub fn color<'a>(
        &mut self,
        operator: &[u8],
        operands: &[&Object<'_>],
        n: &[f64],
        from: &Resources<'a>,
        plates: &mut Plates,
    ) -> Option<Stream<'a>> {
        let kind = usize::from(operator.first().is_some_and(u8::is_ascii_uppercase));
        let (paint, space) = (&mut self.paint[kind], &mut self.space[kind]);
        match operator {
            b"g" | b"G" => (*space, *paint) = (Family::Gray, Family::Gray.inks(n)),
            b"k" | b"K" => (*space, *paint) = (Family::Cmyk, Family::Cmyk.inks(n)),
            b"cs" | b"CS" => {
                let name = name_of(operands.first().copied()).unwrap_or_default();
                plates.light |= matches!(name.as_str(), "DeviceRGB" | "RGB");
                *space = family(&name, from.color_spaces.get::<Object<'_>>(name.as_str()));
                *paint = space.first();
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                *paint = space.inks(n);
                let name = name_of(operands.last().copied())?;
                if let Some(pattern) = from.patterns.get::<Dict<'_>>(name.as_str()) {
                    let own = pattern.get::<Object<'_>>("Shading");
                    *paint = own.and_then(|own| shading::most(&own, from)).unwrap_or_default();
                }
                return from.patterns.get::<Stream<'_>>(name.as_str());
            }
            _ => {}
        }
        None
    }
}
