//! Blocks made final: words looked up, links and codes encoded, pictures opened.
//!
//! What a guide or a project does not have (a logo, a legal line, a set of screens) leaves no block behind, so that
//! the layout never has to ask whether something is there.

use super::Resolver;
use super::heading::headed;
use super::job::{Block, Icon, Kind, Tab, Text};
use super::own::Own;
use super::wording::Context;
use crate::diag::Diagnostic;
use crate::page::ImageId;
use crate::spec::block;
use crate::spec::read::{At, unknown};
use crate::unit::{BezPath, mm, to_mm};

impl Resolver<'_> {
    /// Resolves blocks in order.
    pub fn blocks(&mut self, written: &[block::Block], context: &Context) -> Vec<Block> {
        let all: Vec<Option<Block>> = written.iter().map(|written| self.block(written, context)).collect();
        let levels: Vec<Option<u8>> =
            all.iter().map(|block| block.as_ref().and_then(|block| block.heading())).collect();
        // A heading over blocks of which none came stands over nothing.
        let stands = headed(&levels, &all.iter().map(Option::is_some).collect::<Vec<_>>());
        let mut blocks = Vec::new();
        for block in all.into_iter().zip(stands).filter_map(|(block, stands)| block.filter(|_| stands)) {
            blocks.extend(self.screens_heading(&block, context));
            blocks.push(block);
        }
        blocks
    }

    /// The heading over a set of screens: each set has its own words, so it comes with the set that was chosen.
    fn screens_heading(&mut self, block: &Block, context: &Context) -> Option<Block> {
        let Kind::Screens { set, .. } = &block.kind else { return None };
        let key = At::new(format!("screens.{}.title", set.value), set.origin);
        let style = self.style(None, "label");
        let text = self.texts(&key, context, &style).into_iter().next()?;
        let kind = Kind::Text { text, level: Some(3) };
        Some(Block { kind, space: block.space, optional: block.optional, origin: block.origin })
    }

    fn block(&mut self, written: &block::Block, context: &Context) -> Option<Block> {
        let style = written.style.as_ref();
        let kind = match &written.kind {
            block::Kind::Text { keys, level } => {
                let otherwise = match level {
                    Some(1) => "title",
                    Some(_) => "heading",
                    None => "body",
                };
                let style = self.style(style, otherwise);
                Kind::Text { text: self.joined(keys, context, &style)?, level: *level }
            }
            block::Kind::List { keys, columns } => {
                let style = self.style(style, "body");
                let items = some(keys.iter().flat_map(|key| self.items(key, context, &style)).collect::<Vec<_>>())?;
                Kind::List { items, columns: *columns }
            }
            block::Kind::Steps { key } => {
                let style = self.style(style, "body");
                let context = self.with_form(context);
                Kind::Steps { items: some(self.texts(key, &context, &style))?, first: 1 }
            }
            block::Kind::Screens { sets } => self.screens(sets, context)?,
            block::Kind::Code { link, distance, size, least, above, centered, beside } => {
                let place = (*above, *centered);
                let sizes = [size.as_ref(), least.as_ref()];
                self.code_block(link, distance, sizes, place, beside, context)?
            }
            block::Kind::Tabs { link, count, size, height, words } => self.tabs(link, *count, size, *height, words)?,
            block::Kind::Address { link } => {
                let style = self.style(style, "address");
                let id = self.link_id(link, context.service)?;
                let number = self.link(&id, link.origin)?;
                let spans = self.address_spans(number, link.origin);
                let key = link.value.clone();
                let text = Text { spans, short: None, style, origin: link.origin, key, late: None };
                Kind::Text { text, level: None }
            }
            block::Kind::Image { file, alt, height } => {
                let image = self.image(file)?;
                let Some(alt) = alt.as_ref().and_then(|key| self.plain(key, 0, context)) else {
                    self.fault(
                        Diagnostic::error(
                            "alt-missing",
                            format!("`{}` has no text for people who cannot see it", file.value),
                        )
                        .at(file.origin)
                        .hint("add `alt = \"words-key\"`; the words say what the picture shows"),
                    );
                    return None;
                };
                Kind::Image { image, alt, height: *height }
            }
            block::Kind::Logo { height } => self.logos(*height)?,
            block::Kind::Organisation { .. } => self.organisation(written)?,
            block::Kind::Icon { name, size } => {
                let color = self.style(style, "body").color;
                Kind::Icon { icon: self.icon(name)?, size: *size, color }
            }
            block::Kind::Rule { color, thickness } => Kind::Rule { color: self.color(color)?, thickness: *thickness },
            block::Kind::Panel { blocks, columns, fill, frame, padding, radius, gap } => {
                let fill = fill.as_ref().and_then(|role| self.fill(role, context.service));
                let frame = frame.as_ref().and_then(|role| self.fill(role, context.service));
                let blocks = some(self.blocks(blocks, context))?;
                let padding = if self.lang.is_rtl() { padding.mirrored() } else { *padding };
                let columns = columns[..columns.len().min(blocks.len())].to_vec();
                Kind::Panel { blocks, columns, fill, frame, padding, radius: *radius, gap: *gap }
            }
        };
        Some(Block { kind, space: written.space, optional: written.optional, origin: written.origin })
    }

    /// The context in which `{host}` and `{address}` mean the service's form.
    pub fn with_form(&self, context: &Context) -> Context {
        let service = context.service.and_then(|at| self.spec.guide.services.get(at));
        let link = service.and_then(|service| service.links.get("form")).map(|id| id.value.clone());
        Context { link: link.or_else(|| context.link.clone()), ..context.clone() }
    }

    fn code_block(
        &mut self,
        name: &At<String>,
        distance: &At<f64>,
        [size, narrow]: [Option<&At<f64>>; 2],
        (above, centered): (bool, bool),
        beside: &[block::Block],
        context: &Context,
    ) -> Option<Kind> {
        let id = self.link_id(name, context.service)?;
        let (code, link) = self.code(&id, name.origin, distance)?;
        let least = crate::code::least_size(&self.codes[code.0 as usize]);
        if let Some(size) = size.filter(|size| size.value < least - 1e-6) {
            let needed = to_mm(least).ceil();
            self.fault(
                Diagnostic::error(
                    "code-too-small",
                    format!("this code cannot be read from {:.0} cm", to_mm(distance.value) / 10.0),
                )
                .at(size.origin)
                .label(format!("{:.1} mm", to_mm(size.value)))
                .related(distance.origin, "read from here")
                .hint(format!("write `size = \"{needed:.0}mm\"` or more, or a shorter distance")),
            );
        }
        let side = size.map_or(least.max(mm(20.0)), |size| size.value);
        let narrow = narrow.map_or(side, |narrow| narrow.value.min(side));
        let context = Context { service: context.service, link: Some(id) };
        let alt = self.plain(&At::new("code.alt".into(), name.origin), 0, &context)?;
        let opens = self.plain(&At::new("code.opens".into(), name.origin), 0, &context)?;
        self.links[link.0 as usize].description = opens;
        let beside = self.blocks(beside, &context);
        Some(Kind::Code { code, link, side, least: narrow, alt, above, centered, beside })
    }

    /// Strips for the services in turn; each is a small code with words of its own.
    fn tabs(
        &mut self,
        link: &At<String>,
        count: usize,
        size: &At<f64>,
        height: f64,
        words: &[block::Block],
    ) -> Option<Kind> {
        let services = self.spec.guide.services.len().max(1);
        let mut tabs = Vec::new();
        for at in 0..count {
            let context = Context { service: Some(at % services), link: None };
            // A strip is held in the hand: the size alone decides from how far it is read.
            let distance = At::new(size.value * 10.0, size.origin);
            let code = self.code_block(link, &distance, [Some(size), None], (true, true), words, &context)?;
            let Kind::Code { code, link, alt, beside, .. } = code else { continue };
            let words = beside.into_iter().filter_map(|block| match block.kind {
                Kind::Text { text, .. } => Some(text),
                _ => None,
            });
            tabs.push(Tab { code, link, alt, words: words.collect() });
        }
        some(tabs).map(|tabs| Kind::Tabs { tabs, side: size.value, height })
    }

    fn logos(&mut self, height: f64) -> Option<Kind> {
        some(self.logo_images()).map(|images| Kind::Logos { images, height })
    }

    /// The project's logos, opened, with what they say.
    pub(super) fn logo_images(&mut self) -> Vec<(ImageId, String)> {
        let logos = self.spec.project.logos.clone();
        let with_alt = logos.iter().filter_map(|logo| {
            let alt = Own::local_or_first(&logo.alt, &self.lang)?;
            Some((self.image(&logo.file)?, alt.text.value))
        });
        with_alt.collect()
    }

    /// The outline of a pictogram, from `assets/icons/<name>.svg` (one path, 256 units square).
    pub fn icon(&mut self, name: &At<String>) -> Option<Icon> {
        let file = format!("assets/icons/{}.svg", name.value);
        let found = crate::spec::find(self.world, &file);
        if let Err(why) = &found
            && !why.is_absent()
        {
            self.fault(why.diagnostic("cannot-read", &file).at(name.origin));
            return None;
        }
        let Ok(bytes) = found else {
            let known = crate::spec::names(self.world, "assets/icons");
            let stem = |file: &'_ String| Some(file.strip_prefix("assets/icons/")?.strip_suffix(".svg")?.to_owned());
            let known: Vec<String> = known.iter().filter_map(stem).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.fault(unknown("icon", &name.value, name.origin, &known));
            return None;
        };
        let outline = String::from_utf8(bytes).ok().and_then(|svg| {
            let start = svg.find(" d=\"")? + 4;
            let end = start + svg[start..].find('"')?;
            BezPath::from_svg(&svg[start..end]).ok()
        });
        let Some(outline) = outline else {
            self.fault(
                Diagnostic::error("bad-icon", format!("{file} is not a pictogram that flyer can draw"))
                    .at(name.origin)
                    .hint("an icon is an SVG of 256 units square with one <path>"),
            );
            return None;
        };
        Some(Icon { path: crate::unit::Affine::scale(1.0 / 256.0) * outline })
    }
}

/// The list, unless it is empty.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    if list.is_empty() { None } else { Some(list) }
}
