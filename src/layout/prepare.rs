//! Prepare: blocks to pieces, every text shaped once.
//!
//! In: the job's blocks. Out: pieces, and every character that no font has. This is the only place that shapes text;
//! the fit that follows only breaks lines again.

use super::missing::Missing;
use super::piece::{
    CodePiece, EntryBody, EntryPiece, ListPiece, Marker, Member, OrganisationPiece, PicturesPiece, Piece, TabPiece,
    TabsPiece,
};
use super::screen::{PartPiece, ScreenPiece, ShotPiece, ViewPiece};
use super::text::TextPiece;
use crate::page::{Purpose, Role, Tag};
use crate::resolve::job::{self, Block, Job, Kind, Organisation, Part, Screen, Style, Tab, Text, View};
use crate::text::{Align, Span, typeset};
use std::sync::Arc;

/// Shapes blocks.
pub struct Prepare<'a> {
    /// The job.
    pub job: &'a Job,
    /// Letters that no font has, so far.
    pub missing: Missing,
}

impl<'a> Prepare<'a> {
    /// For the texts of a job.
    pub fn new(job: &'a Job) -> Self {
        Self { job, missing: Missing::default() }
    }

    /// Pieces with the space before each, in body sizes.
    pub fn blocks(&mut self, blocks: &[Block], gap: f64) -> Vec<Member> {
        let member = |block: &Block| Member {
            gap: block.space.unwrap_or(gap),
            piece: self.block(block),
            line: block.origin,
            optional: block.optional,
            heading: block.heading(),
        };
        blocks.iter().map(member).collect()
    }

    fn text(&mut self, text: &Text) -> TextPiece {
        TextPiece::shape(text, self.job, &mut self.missing)
    }

    fn block(&mut self, block: &Block) -> Piece {
        match &block.kind {
            Kind::Text { text, level } => {
                let tag = level.map_or(Tag::Paragraph, Tag::Heading);
                Piece::Text(Box::new(self.text(text)), tag)
            }
            Kind::List { items, columns } => {
                let items = items.iter().map(|text| (Marker::Dot, self.text(text))).collect();
                Piece::List(ListPiece { items, gap: 0.35, columns: *columns, numbered: false })
            }
            Kind::Steps { items, first } => {
                let items = items.iter().enumerate();
                let items = items
                    .map(|(at, text)| (Marker::Number(Box::new(self.number(at + first, text))), self.text(text)))
                    .collect();
                Piece::List(ListPiece { items, gap: 0.4, columns: 1, numbered: true })
            }
            Kind::Screens { screens, menus, .. } => {
                let screens = screens.iter().enumerate();
                Piece::Screens(screens.map(|(at, screen)| self.screen(at, screen, *menus)).collect())
            }
            Kind::Code { code, link, side, least, alt, above, centered, beside } => Piece::Code(Box::new(CodePiece {
                code: *code,
                link: *link,
                side: *side,
                least: *least,
                alt: alt.clone(),
                above: *above,
                centered: *centered,
                beside: Piece::Stack(self.blocks(beside, 0.45)),
            })),
            Kind::Tabs { tabs, side, height } => Piece::Tabs(TabsPiece {
                tabs: tabs.iter().map(|tab| self.tab(tab)).collect(),
                side: *side,
                height: *height,
            }),
            Kind::Image { image, alt, height } => {
                let images = vec![(*image, alt.clone())];
                Piece::Pictures(PicturesPiece { images, height: *height, purpose: Purpose::Figure })
            }
            Kind::Logos { images, height } => {
                let (images, height) = (images.clone(), Some(*height));
                Piece::Pictures(PicturesPiece { images, height, purpose: Purpose::Logo })
            }
            Kind::Organisation(organisation) => Piece::Organisation(Box::new(self.organisation(organisation))),
            Kind::Icon { icon, size, color } => Piece::Icon(icon.clone(), *size, *color),
            Kind::Rule { color, thickness } => Piece::Rule(*color, *thickness),
            Kind::Panel { blocks, columns, fill, frame, padding, radius, gap } => {
                let mut dealt: Vec<(f64, Vec<Member>)> = columns.iter().map(|share| (*share, Vec::new())).collect();
                for (at, piece) in self.blocks(blocks, *gap).into_iter().enumerate() {
                    let column = at % dealt.len().max(1);
                    if let Some((_, stack)) = dealt.get_mut(column) {
                        stack.push(piece);
                    }
                }
                let inner = match dealt.len() {
                    1 => Piece::Stack(dealt.remove(0).1),
                    _ => Piece::Columns(dealt),
                };
                Piece::Panel { inner: Box::new(inner), fill: *fill, frame: *frame, padding: *padding, radius: *radius }
            }
        }
    }

    fn organisation(&mut self, own: &Organisation) -> OrganisationPiece {
        let logos = (!own.logos.is_empty()).then(|| PicturesPiece {
            images: own.logos.clone(),
            height: Some(own.logo_height),
            purpose: Purpose::Logo,
        });
        let entries = own.entries.iter().map(|entry| {
            let body = match &entry.body {
                job::EntryBody::Text(text) => EntryBody::Text(Box::new(self.text(text))),
                job::EntryBody::Table(rows) => {
                    EntryBody::Table(rows.iter().map(|[days, times]| [self.text(days), self.text(times)]).collect())
                }
            };
            EntryPiece { icon: entry.icon.clone(), color: entry.color, body, whole: entry.whole }
        });
        let entries = entries.collect();
        let name = own.name.as_ref().map(|name| self.text(name));
        OrganisationPiece { logos, name, level: own.level, entries, compact: own.compact }
    }

    fn tab(&mut self, tab: &Tab) -> TabPiece {
        let words = tab.words.iter().map(|text| self.text(text)).collect();
        TabPiece { code: tab.code, link: tab.link, alt: tab.alt.clone(), words }
    }

    /// The number of a step, to stand in the middle of its disc.
    fn number(&mut self, number: usize, beside: &Text) -> TextPiece {
        let style = Style {
            size: 0.95,
            color: self.job.palette.on_accent,
            strong_color: self.job.palette.on_accent,
            ..(*beside.style).clone()
        };
        let mut piece = self.digits(number, beside, style);
        piece.align = Align::Center;
        piece
    }

    /// The number of a place on a screenshot, to stand in its disc.
    fn callout(&mut self, number: usize, beside: &Text) -> TextPiece {
        let color = self.job.palette.on_accent;
        let style = Style {
            size: 0.62,
            least: crate::resolve::LEAST_DRAWING,
            color,
            strong_color: color,
            role: Role::Drawing,
            ..(*beside.style).clone()
        };
        let mut piece = self.digits(number, beside, style);
        piece.align = Align::Center;
        piece
    }

    fn digits(&mut self, number: usize, beside: &Text, style: Style) -> TextPiece {
        let origin = Some(beside.origin);
        let number = typeset(&self.job.lang, &number.to_string());
        let spans = vec![Span { strong: true, ..Span::plain(number, origin) }];
        let (origin, key) = (beside.origin, beside.key.clone());
        let text = Text { spans, short: None, style: Arc::new(style), origin, key, late: None };
        self.text(&text)
    }

    fn screen(&mut self, at: usize, screen: &Screen, menus: bool) -> ScreenPiece {
        let style = Style { strong_color: self.job.palette.primary, ..(*screen.caption.style).clone() };
        let view = match &screen.view {
            View::Parts(parts) => ViewPiece::Parts(parts.iter().map(|part| self.part(part)).collect()),
            View::Shot { image, taken, highlight, magnify, callouts, frame } => {
                let numbers = (1..=callouts.len()).map(|number| self.callout(number, &screen.caption));
                ViewPiece::Shot(ShotPiece {
                    image: *image,
                    taken: taken.clone(),
                    highlight: *highlight,
                    magnify: *magnify,
                    callouts: callouts.iter().copied().zip(numbers).collect(),
                    frame: *frame,
                })
            }
        };
        ScreenPiece {
            view,
            number: self.digits(at + 1, &screen.caption, style),
            caption: self.text(&screen.caption),
            alt: screen.alt.clone(),
            menus,
        }
    }

    fn part(&mut self, part: &Part) -> PartPiece {
        PartPiece {
            kind: part.kind,
            label: part.label.as_ref().map(|label| self.text(label)),
            icon: part.icon.clone(),
            tap: part.tap,
        }
    }
}
