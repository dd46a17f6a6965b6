//! Laws of imposition, whatever the sizes.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::color::Color;
use crate::page::{CodeId, Shape};
use crate::unit::{BezPath, Point, mm};
use kurbo::Shape as _;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn page(width: f64, height: f64, items: Vec<Item>) -> Page {
    let (trim, bleed) = (Size::new(mm(width), mm(height)), Sides::all(mm(3.0)));
    Page { trim, bleed, items, slug: Vec::new(), marks: Vec::new() }
}

fn placed(sheet: &Page) -> Vec<Placed> {
    let items = sheet.items.iter();
    items.filter_map(|item| if let Item::Page(placed) = item { Some(*placed) } else { None }).collect()
}

/// Where a page lies on its sheet.
fn lies(placed: &Placed, page: &Page) -> Rect {
    placed.transform.transform_rect_bbox(page.trim.to_rect())
}

fn nup(sheet: (f64, f64), count: Option<usize>) -> Nup {
    let sheet = Size::new(mm(sheet.0), mm(sheet.1));
    Nup { sheet, count, gutter: None, flip: Flip::Long, copies: None, fill: false }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < mm(0.01)
}

fn same(a: Rect, b: Rect) -> bool {
    near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1)
}

const LETTER: fn(&str) -> Lettered = |_| Lettered::default();

proptest! {
    #[test]
    fn one_piece_on_its_own_paper_stays_where_it_is(width in 40.0..400.0_f64, height in 40.0..600.0_f64) {
        let pages = [page(width, height, Vec::new())];
        let plan = Plan::Nup(Nup { gutter: Some(0.0), ..nup((width, height), Some(1)) });
        let sheets = impose(&pages, &plan).unwrap();
        prop_assert_eq!(sheets.len(), 1);
        let on_it = placed(&sheets[0]);
        prop_assert_eq!(on_it.len(), 1);
        prop_assert!(same(lies(&on_it[0], &pages[0]), pages[0].trim.to_rect()));
        prop_assert_eq!(on_it[0].transform.as_coeffs()[..4].to_vec(), vec![1.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn every_page_appears_as_often_as_asked_and_nothing_overlaps(
        width in 30.0..150.0_f64, height in 30.0..150.0_f64, copies in 1..40_usize, fill: bool, two: bool, short: bool
    ) {
        let pages = vec![page(width, height, Vec::new()); if two { 2 } else { 1 }];
        let flip = if short { Flip::Short } else { Flip::Long };
        let wish = Nup { copies: Some(copies), fill, flip, ..nup((210.0, 297.0), None) };
        let arrangement = wish.arrange(pages[0].trim, mm(3.0)).unwrap();
        let need = arrangement.need(copies, fill);
        let sheets = impose(&pages, &Plan::Nup(wish)).unwrap();
        prop_assert_eq!(sheets.len(), need.sheets * pages.len());
        let mut often = BTreeMap::new();
        for sheet in &sheets {
            let on_it = placed(sheet);
            for (at, one) in on_it.iter().enumerate() {
                *often.entry(one.page).or_insert(0) += 1;
                let own = lies(one, &pages[0]);
                prop_assert!(sheet.trim.to_rect().inflate(0.1, 0.1).union(own) == sheet.trim.to_rect().inflate(0.1, 0.1));
                for other in &on_it[..at] {
                    prop_assert!(own.intersect(lies(other, &pages[0])).area() < 0.1);
                    let seen = |one: &Placed| one.transform.transform_rect_bbox(one.seen);
                    prop_assert!(seen(one).intersect(seen(other)).area() < 0.1, "bleeds overlap");
                }
            }
        }
        prop_assert!(often.values().all(|count| *count == need.pieces), "{:?} {:?}", often, need);
        prop_assert_eq!(often.len(), pages.len());
    }

    #[test]
    fn backs_lie_behind_their_fronts_with_their_heads_together(
        width in 30.0..150.0_f64, height in 30.0..150.0_f64, short: bool
    ) {
        let pages = vec![page(width, height, Vec::new()); 2];
        let wish = Nup { flip: if short { Flip::Short } else { Flip::Long }, ..nup((210.0, 297.0), None) };
        let sheets = impose(&pages, &Plan::Nup(wish)).unwrap();
        let (paper, size) = (sheets[0].trim, pages[0].trim);
        let sideways = short != (paper.width <= paper.height);
        // Through the paper, as the printer turns it.
        let through = |point: Point| match sideways {
            true => Point::new(paper.width - point.x, point.y),
            false => Point::new(point.x, paper.height - point.y),
        };
        for (front, back) in placed(&sheets[0]).iter().zip(placed(&sheets[1])) {
            for (here, behind) in [((0.0, 0.0), (size.width, 0.0)), ((0.0, size.height), (size.width, size.height))] {
                let (here, behind) = (front.transform * Point::from(here), back.transform * Point::from(behind));
                prop_assert!((through(here) - behind).hypot() < 0.01, "{here:?} {behind:?}");
            }
        }
    }

    #[test]
    fn tiles_put_together_are_the_poster(
        width in 220.0..900.0_f64, height in 220.0..1200.0_f64, overlap in 5.0..30.0_f64
    ) {
        let pages = [page(width, height, Vec::new())];
        let tiles = Tiles { paper: Size::new(mm(210.0), mm(297.0)), margin: mm(5.0), overlap: mm(overlap), codes: &[], letter: &LETTER };
        let parts = tiles.part(&pages[0]).unwrap();
        let rects = parts.rects(pages[0].trim, tiles.overlap);
        let sheets = impose(&pages, &Plan::Tiles(tiles)).unwrap();
        prop_assert_eq!(sheets.len(), rects.len());
        let kept: f64 = rects.iter().map(|(kept, _)| kept.area()).sum();
        prop_assert!((kept - pages[0].trim.to_rect().area()).abs() < 0.01);
        for (sheet, (_, shown)) in sheets.iter().zip(&rects) {
            let [one] = placed(sheet)[..] else { panic!("one part a sheet") };
            prop_assert!(same(one.seen, *shown), "a part shows what it should, where it should");
            let on_paper = one.transform.transform_rect_bbox(one.seen);
            let printable = sheet.trim.to_rect().inset(-mm(5.0)).inflate(0.01, 0.01);
            prop_assert!(printable.union(on_paper) == printable);
            prop_assert_eq!(one.transform.as_coeffs()[..4].to_vec(), vec![1.0, 0.0, 0.0, 1.0]);
        }
        // Neighbours overlap by what was asked for.
        for (at, (kept, shown)) in rects.iter().enumerate() {
            if kept.x1 < pages[0].trim.width - 0.01 {
                prop_assert!(shown.x1 - rects[at + 1].0.x0 <= mm(overlap) + 0.01);
                prop_assert!(near(rects[at + 1].0.x0, kept.x1));
            }
        }
    }

    #[test]
    fn no_seam_runs_through_a_code(x in 20.0..230.0_f64, y in 20.0..360.0_f64, side in 20.0..60.0_f64) {
        let code = Rect::new(mm(x), mm(y), mm((x + side).min(287.0)), mm((y + side).min(410.0)));
        let pages = [page(297.0, 420.0, vec![Item::Code(CodeId(0), code)])];
        let tiles = Tiles { paper: Size::new(mm(210.0), mm(297.0)), margin: mm(5.0), overlap: mm(10.0), codes: &[], letter: &LETTER };
        let parts = tiles.part(&pages[0]).unwrap();
        let whole = parts.rects(pages[0].trim, tiles.overlap).iter().filter(|(kept, _)| kept.union(code) == *kept).count();
        prop_assert_eq!(whole, 1, "one part shows the whole code");
    }

    #[test]
    fn a_booklet_has_every_page_once_and_opens_in_order(count in 1..33_usize, rtl: bool, short: bool) {
        let pages = vec![page(148.0, 210.0, Vec::new()); count];
        let flip = if short { Flip::Short } else { Flip::Long };
        let booklet = Booklet { sheet: None, flip, thickness: mm(0.1), rtl };
        let sheets = impose(&pages, &Plan::Booklet(booklet)).unwrap();
        prop_assert_eq!(sheets.len() % 2, 0);
        let mut seen: Vec<u32> = sheets.iter().flat_map(placed).map(|placed| placed.page.0).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..count as u32).collect::<Vec<_>>());
        // Behind every page is the one before or after it: the paper turned over the fold side.
        for pair in sheets.chunks(2) {
            for front in placed(&pair[0]) {
                let page = front.page.0;
                let behind = if page % 2 == 0 { page + 1 } else { page - 1 };
                let there = placed(&pair[1]).iter().any(|back| back.page.0 == behind);
                prop_assert!(there || behind as usize >= count);
            }
        }
    }
}

#[test]
fn four_cards_lie_edge_to_edge_on_a4() {
    let pages = vec![page(105.0, 148.0, Vec::new()); 2];
    let arrangement = nup((210.0, 297.0), Some(4)).arrange(pages[0].trim, mm(3.0)).unwrap();
    assert_eq!((arrangement.columns, arrangement.rows, arrangement.turned), (2, 2, false));
    assert!(near(arrangement.gutter, 0.0));
    let first = arrangement.cell(0);
    assert!(near(first.width(), mm(105.0)) && near(first.height(), mm(148.0)));
    assert!(near(first.y0, mm(0.5)), "half a millimetre is left above and below");
}

#[test]
fn more_than_fits_is_refused_with_what_does() {
    let refusal = nup((210.0, 297.0), Some(5)).arrange(page(105.0, 148.0, vec![]).trim, mm(3.0)).unwrap_err();
    assert_eq!(refusal.code, "sheet-too-small");
    assert!(refusal.hint.contains("--nup 4"), "{refusal:?}");
}

#[test]
fn a_letter_fold_has_its_cover_in_front_and_its_flap_inside() {
    let widths = [100.0, 100.0, 100.0, 97.0, 97.0, 100.0];
    let mark = |at: usize| {
        let mut path = BezPath::new();
        path.extend(Rect::new(0.0, 0.0, 1.0, at as f64 + 1.0).path_elements(0.1));
        Item::Path(Shape { path, fill: Some(Color::BLACK), stroke: None, origin: None })
    };
    let pages: Vec<Page> = widths.iter().enumerate().map(|(at, width)| page(*width, 210.0, vec![mark(at)])).collect();
    let order = |sheet: &Page| -> Vec<(usize, f64)> {
        let groups = sheet.items.iter().map(|item| {
            let Item::Group { transform, items, .. } = item else { panic!("a panel") };
            let at = pages.iter().position(|page| page.items == *items).unwrap();
            (at + 1, (*transform * Point::ZERO).x)
        });
        let mut order: Vec<_> = groups.collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        order.into_iter().map(|(at, x)| (at, (crate::unit::to_mm(x) * 100.0).round() / 100.0)).collect()
    };
    let ltr = impose(&pages, &Plan::Fold(Fold::Letter { rtl: false })).unwrap();
    assert!(near(ltr[0].trim.width, mm(297.0)));
    assert_eq!(order(&ltr[0]), [(5, 0.0), (6, 97.0), (1, 197.0)]);
    assert_eq!(order(&ltr[1]), [(2, 0.0), (3, 100.0), (4, 200.0)]);
    let rtl = impose(&pages, &Plan::Fold(Fold::Letter { rtl: true })).unwrap();
    assert_eq!(order(&rtl[0]), [(1, 0.0), (6, 100.0), (5, 200.0)]);
    assert_eq!(order(&rtl[1]), [(4, 0.0), (3, 97.0), (2, 197.0)]);
}
