//! The contact sheet: small pictures of finished files beside each other, to be looked at together.
//!
//! In: pictures of pages with a caption for each target. Out: a document of A3 pages across, that the same writer makes a PDF
//! of as of any other.

use crate::page::{Document, ImageId, Item, LeastSizes, Page, Picture, Placement, Purpose, Shape, Stroke, Tag};
use crate::resolve::job::Job;
use crate::unit::{Affine, Point, Rect, Sides, Size, mm};
use kurbo::Shape as _;

/// A target on the sheet.
#[derive(Debug)]
pub struct Cell {
    /// What it is.
    pub caption: String,
    /// Its pages, rendered, with their sizes on paper in points.
    pub pages: Vec<(Picture, Size)>,
}

/// Columns and rows of a page, and its margins and gutters in millimetres.
const GRID: (usize, usize) = (6, 3);
const MARGIN: f64 = 9.0;
const GUTTER: f64 = 5.0;
/// Room for a caption, in millimetres.
const CAPTION: f64 = 6.0;
/// The page, in millimetres.
const PAGE: (f64, f64) = (420.0, 297.0);

/// Lays cells out, row by row; captions are set with the fonts of a job.
pub fn sheet(cells: Vec<Cell>, job: &Job) -> Document {
    let mut images = Vec::new();
    let mut pages: Vec<Page> = Vec::new();
    let size = Size::new(mm(PAGE.0), mm(PAGE.1));
    let (columns, rows) = GRID;
    let along = |room: f64, count: usize| (room - 2.0 * MARGIN - (count - 1) as f64 * GUTTER) / count as f64;
    let cell = Size::new(mm(along(PAGE.0, columns)), mm(along(PAGE.1, rows)));
    for (at, own) in cells.into_iter().enumerate() {
        let place = at % (columns * rows);
        if place == 0 {
            pages.push(Page { trim: size, bleed: Sides::default(), items: vec![], slug: vec![], marks: vec![] });
        }
        let x = mm(MARGIN) + (place % columns) as f64 * (cell.width + mm(GUTTER));
        let y = mm(MARGIN) + (place / columns) as f64 * (cell.height + mm(GUTTER));
        if let Some(page) = pages.last_mut() {
            page.items.extend(draw(own, Rect::from_origin_size((x, y), cell), job, &mut images));
        }
    }
    Document {
        title: "Contact sheet".to_owned(),
        lang: "en".to_owned(),
        rtl: false,
        author: None,
        subject: None,
        date: job.date.clone(),
        safe: 0.0,
        least: LeastSizes { body: 0.0, note: 0.0, drawing: 0.0 },
        pages,
        placed: Vec::new(),
        fonts: job.fonts.files(),
        images,
        codes: Vec::new(),
        links: Vec::new(),
        spots: Vec::new(),
        ink: job.ink,
    }
}

/// The pages of a target side by side, as large as the cell allows, with the caption below.
fn draw(cell: Cell, rect: Rect, job: &Job, images: &mut Vec<Picture>) -> Vec<Item> {
    let gap = mm(1.2);
    let room = Size::new(rect.width(), rect.height() - mm(CAPTION));
    let width: f64 = cell.pages.iter().map(|(_, size)| size.width).sum();
    let height = cell.pages.iter().map(|(_, size)| size.height).fold(0.0, f64::max);
    let gaps = gap * cell.pages.len().saturating_sub(1) as f64;
    let scale = ((room.width - gaps) / width).min(room.height / height);
    let mut items = Vec::new();
    let mut x = rect.x0;
    for (number, (picture, size)) in cell.pages.into_iter().enumerate() {
        let place = Rect::from_origin_size((x, rect.y0), (size.width * scale, size.height * scale));
        let alt = format!("{}, page {}", cell.caption, number + 1);
        items.push(Item::Open(Tag::Figure { alt, bounds: place }));
        let image = ImageId(images.len() as u32);
        items.push(Item::Image(Placement { image, rect: place, purpose: Purpose::Figure, origin: None }));
        items.push(Item::Close);
        let stroke = Stroke { color: job.palette.shade, width: 0.4, dash: None, round: false };
        items.push(Item::Path(Shape { path: place.to_path(0.1), fill: None, stroke: Some(stroke), origin: None }));
        images.push(picture);
        x = place.x1 + gap;
    }
    let (letters, _) = crate::layout::slug::letter(job, &cell.caption);
    let below = Point::new(rect.x0, rect.y0 + height * scale + mm(1.4));
    items.push(Item::Open(Tag::Paragraph));
    items.push(Item::Group { transform: Affine::translate(below.to_vec2()), clip: None, items: letters });
    items.push(Item::Close);
    items
}
