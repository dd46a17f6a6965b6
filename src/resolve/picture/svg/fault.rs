//! What is wrong with a drawing, where, and what to do in the program that made it.
//!
//! In: what the reader met, with its place in the file. Out: one sentence, a stable code and a hint. Drawings are made
//! by people at a screen, so hints name menus.

use std::fmt;

/// What stops a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It acts: a script, an event handler, foreign markup.
    Acts,
    /// It loads this from elsewhere.
    Loads(String),
    /// It defines entities that are more than short names; which.
    Entities(String),
    /// It has text, which needs fonts that flyer does not have.
    Text,
    /// It has something that would not be printed as it looks: what, and what to do.
    Unprintable(String, &'static str),
    /// It cannot be read; why.
    Broken(String),
}

/// A trouble and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SvgFault {
    /// What is wrong.
    pub trouble: Trouble,
    /// Line and column, from 1, where the reader knows them.
    pub place: Option<(u32, u32)>,
    /// Lines of further troubles of any kind.
    pub more: Vec<u32>,
}

impl SvgFault {
    /// A trouble without a place.
    pub(super) fn of(trouble: Trouble) -> Self {
        Self { trouble, place: None, more: Vec::new() }
    }

    /// Stable name of the kind of fault.
    pub fn code(&self) -> &'static str {
        match self.trouble {
            Trouble::Acts | Trouble::Loads(_) | Trouble::Entities(_) => "svg-unsafe",
            Trouble::Text => "svg-text",
            Trouble::Unprintable(..) => "svg-unsupported",
            Trouble::Broken(_) => "svg-broken",
        }
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match &self.trouble {
            Trouble::Acts => "save it as `Plain SVG` or `Optimized SVG`, without scripts and foreign markup",
            Trouble::Loads(_) => "embed what it needs, or delete the reference",
            Trouble::Entities(_) => {
                "save it again: Illustrator: File > Save As > SVG, untick `Preserve Illustrator Editing Capabilities`; \
                 Inkscape: Plain SVG"
            }
            Trouble::Text => {
                "turn text into outlines (Inkscape: Path > Object to Path; Illustrator: Type > Create Outlines; Figma: \
                 Flatten; Affinity: Layer > Convert to Curves), or set the words in the guide"
            }
            Trouble::Unprintable(_, hint) => hint,
            Trouble::Broken(_) => "open it in a drawing program and save it as `Plain SVG`",
        }
    }
}

impl fmt::Display for SvgFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.trouble {
            Trouble::Acts => f.write_str("the drawing has a script or foreign markup in it")?,
            Trouble::Loads(href) => write!(f, "the drawing loads something from elsewhere: `{href}`")?,
            Trouble::Entities(what) => write!(f, "the drawing defines entities that are more than names: {what}")?,
            Trouble::Text => f.write_str("the drawing has text in it, and the fonts for it are unknown")?,
            Trouble::Unprintable(what, _) => {
                write!(f, "the drawing has {what} in it, which would not print as it looks")?
            }
            Trouble::Broken(why) => write!(f, "the drawing cannot be read: {why}")?,
        }
        match self.more.as_slice() {
            [] => Ok(()),
            [line] => write!(f, "; line {line} has something as well"),
            lines => {
                let shown: Vec<String> = lines.iter().take(5).map(u32::to_string).collect();
                let rest = if lines.len() > shown.len() { ", ..." } else { "" };
                write!(f, "; lines {}{rest} have something as well", shown.join(", "))
            }
        }
    }
}

/// What to do about colours.
pub(super) const COLORS: &str = "write colours as #rrggbb: Figma: File > Document color profile > sRGB; Illustrator: File > \
                          Document Color Mode > RGB; Inkscape: Fill and Stroke > Flat colour > RGB";
/// What to do about effects.
pub(super) const EFFECTS: &str = "take the effect away (Inkscape: Filters > Remove Filters; Illustrator: Appearance panel; Figma \
                           and Affinity: Effects), or export the drawing as PNG of 300 dpi or more";
/// What to do about pixels.
pub(super) const PIXELS: &str = "delete it from the drawing or trace it (Inkscape: Path > Trace Bitmap), or export the whole as PNG \
                          of 300 dpi or more";
/// What to do about gradients.
pub(super) const GRADIENTS: &str = "set `Repeat` to `None` (Inkscape: Fill and Stroke > gradient), use a plain gradient, or export the \
                             drawing as PNG of 300 dpi or more";
/// What to do about references to what is not there.
pub(super) const MISSING: &str =
    "paint that object anew, or open the drawing in the program that made it and export it again";
/// What to do about everything else.
pub(super) const PLAIN: &str = "take it away and save again (Inkscape: Plain SVG; Illustrator: File > Export As > SVG; Figma and \
                         Affinity: Export > SVG), or export the drawing as PNG of 300 dpi or more";
