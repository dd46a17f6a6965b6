//! Lines from right to left, read by the places of their glyphs in the finished file: numbers and names keep their order, full
//! stops stand at the left end. `tests/rtl.toml` says what a project wrote and what the eye must see, from left to right.

use super::line::run;
use flyer::build::Said;
use flyer::export;
use flyer::page::{Document, Item};
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::unit::{Affine, BezPath, Rect};
use flyer::world::Memory;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use std::collections::BTreeMap;

/// Writes down what each glyph says and where it stands.
#[derive(Default)]
struct Glyphs(Vec<(i64, f64, String)>);

impl<'a> Device<'a> for Glyphs {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place: Affine = props.transform * glyph.transform();
            let [.., x, y] = place.as_coeffs();
            let says = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            // Marks may stand a little above their line.
            self.0.push(((y / 4.0).round() as i64, x, says));
        }
    }
}

/// The lines of a file as the eye sees them, from left to right, without spaces.
fn lines(bytes: Vec<u8>) -> Vec<String> {
    let pdf = Pdf::new(bytes).unwrap();
    let mut all = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let cache = InterpreterCache::new();
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
        let mut glyphs = Glyphs::default();
        interpret_page(page, &mut context, &mut glyphs);
        let mut by_line: BTreeMap<i64, Vec<(f64, String)>> = BTreeMap::new();
        for (line, x, says) in glyphs.0 {
            by_line.entry(line).or_default().push((x, says));
        }
        all.extend(by_line.into_values().map(|mut line| {
            line.sort_by(|a, b| a.0.total_cmp(&b.0));
            let seen = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200D}' | '\u{200C}' | '\u{AD}');
            line.into_iter().flat_map(|(_, says)| says.chars().filter(seen).collect::<Vec<_>>()).collect::<String>()
        }));
    }
    all
}

/// The words of a document in the order in which they are read, without spaces.
fn words(document: &Document) -> String {
    fn gather(items: &[Item], out: &mut String) {
        for item in items {
            match item {
                Item::Text(run) => out.extend(run.text.chars().filter(|c| !c.is_whitespace())),
                Item::Group { items, .. } => gather(items, out),
                _ => {}
            }
        }
    }
    let mut out = String::new();
    document.pages.iter().for_each(|page| gather(&page.items, &mut out));
    out
}

#[test]
fn numbers_and_full_stops_stand_where_they_are_read() {
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rtl.toml")).unwrap();
    let cases: toml::Table = file.parse().unwrap();
    let fonts = FontSet::builtin();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (name, case) in &cases {
        let language = name.split(' ').next().unwrap();
        let project = case["project"].as_str().unwrap();
        let world = Memory::new("2026-11-24", [("flyer.toml", project.as_bytes().to_vec())]);
        let pairs = case["seen"].as_array().unwrap();
        for layout in ["a4", "a3", "bookmark"] {
            let target = Target { language: language.into(), layout: layout.into() };
            let mut said = Said::default();
            let composed = run(&world, &fonts, &Default::default()).compose(&target, &mut said);
            let composed = composed.unwrap_or_else(|| panic!("{language}-{layout}: {:?}", said.faults.borrow()));
            let written = words(&composed.document);
            for (profile, bytes) in [
                ("office", export::office(&composed.document).unwrap()),
                ("press", export::press(&composed.document, &composed.job.press).unwrap()),
            ] {
                let lines = lines(bytes);
                for pair in pairs {
                    let [text, wanted] = [0, 1].map(|at| pair[at].as_str().unwrap());
                    // Not every layout has room for every text.
                    if !written.contains(text) || layout == "bookmark" && pair.get(2).is_some() {
                        assert_ne!(layout, "a4", "{language} lacks {text}");
                        continue;
                    }
                    seen += 1;
                    if !lines.iter().any(|line| line.contains(wanted)) {
                        wrong.push(format!("{language}-{layout} {profile}: no line has {wanted:?}: {lines:#?}"));
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
