//! Pages: the pictures of the grid, with an area for every service that the guide has.
//!
//! In: the layout's pictures, drawn for as many services as its author thought of. Out: [`Page`]s with their areas in
//! reading order. A guide with fewer services leaves no hole, one with more loses none: areas side by side share the
//! width that was drawn for them, areas below each other get rows of their own.

use super::Resolver;
use super::job::{Area, Page};
use super::wording::Context;
use crate::diag::Diagnostic;
use crate::spec::grid::{Picture, area_of, cells};
use crate::spec::layout::{self, Fold};
use crate::unit::Size;
use std::collections::{BTreeMap, BTreeSet};

impl Resolver<'_> {
    /// The pages, each with its areas row by row, in reading direction.
    pub(super) fn pages(&mut self) -> Vec<Page> {
        let layout = &self.spec.layout;
        let services = self.spec.guide.services.len();
        let pictures = stacked(&layout.grid.pages, &layout.areas, services, layout.fold.is_some());
        let margin = if self.lang.is_rtl() { layout.margin.mirrored() } else { layout.margin };
        let count = pictures.len();
        let page = |resolver: &mut Self, at: usize, picture: &Picture| {
            let mut page = Page {
                size: page_size(layout, at, count),
                margin,
                columns: layout.grid.columns.clone(),
                column_gap: layout.grid.column_gap,
                row_gap: layout.grid.row_gap,
                rows: picture.len(),
                areas: resolver.areas(picture, services),
                loose: false,
            };
            page.retain(|area| !area.blocks.is_empty() || is_bar(layout, area));
            page
        };
        let pages: Vec<Page> = pictures.iter().enumerate().map(|(at, picture)| page(self, at, picture)).collect();
        self.check_services(&pictures, services);
        pages
    }

    /// Every service has its place wherever one has: an error names the area that forgets one.
    fn check_services(&self, pictures: &[Picture], services: usize) {
        let layout = &self.spec.layout;
        let mut placed: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for picture in pictures {
            for (stem, service) in picture.iter().flatten().filter_map(|cell| area_of(cell, &layout.areas)) {
                let Some(service) = service else { continue };
                let own = placed.entry(stem).or_default();
                let shared = beside(picture, stem, &layout.areas).len() > 1;
                own.extend(if shared { (0..services).collect::<Vec<_>>() } else { vec![service] });
            }
        }
        for (stem, own) in placed {
            let Some(missing) = (0..services).find(|service| !own.contains(service)) else { continue };
            let name = self.service_name(missing).unwrap_or_default();
            let message = format!("{name} has no place in area `{stem}`, which there is for each service");
            let fault = Diagnostic::error("no-place", message).at(layout.grid.origin);
            self.fault(fault.hint(format!("write `{stem}{}` into the picture", missing + 1)));
        }
    }

    fn areas(&mut self, picture: &Picture, services: usize) -> Vec<Area> {
        let spec = self.spec;
        let mut areas: Vec<Area> = Vec::new();
        for cell in picture.iter().flatten().filter(|cell| *cell != ".") {
            let Some((stem, service)) = area_of(cell, &spec.layout.areas) else { continue };
            let Some(written) = spec.layout.areas.get(stem) else { continue };
            let beside = beside(picture, stem, &spec.layout.areas);
            // Areas that stand side by side share what was drawn for all of them.
            if service.is_some() && beside.len() > 1 && beside.len() != services {
                if areas.iter().all(|area| area.family != stem) {
                    let places: Vec<_> = beside.values().flat_map(|name| cells(picture, name)).collect();
                    for at in 0..services {
                        let name = format!("{stem}{}", at + 1);
                        areas.push(self.area(name, stem, written, &places, Some(at), (at, services)));
                    }
                }
            } else if areas.iter().all(|area| area.name != *cell) && service.is_none_or(|at| at < services) {
                let places = cells(picture, cell);
                areas.push(self.area(cell.clone(), stem, written, &places, service, (0, 1)));
            }
        }
        areas
    }

    /// What the sheet calls a service.
    pub(super) fn service_name(&self, at: usize) -> Option<String> {
        let context = Context { service: Some(at), link: None };
        Some(self.word("name", &context)?.items.into_iter().next()?.text.value)
    }

    fn area(
        &mut self,
        name: String,
        family: &str,
        written: &layout::Area,
        places: &[(usize, usize)],
        service: Option<usize>,
        part: (usize, usize),
    ) -> Area {
        let span = |numbers: &dyn Fn(&(usize, usize)) -> usize| {
            let (least, most) = (places.iter().map(numbers).min(), places.iter().map(numbers).max());
            (least.unwrap_or(0), most.map_or(0, |n| n + 1))
        };
        Area {
            name,
            service: service.and_then(|at| self.service_name(at)),
            family: family.to_owned(),
            rows: span(&|place| place.0),
            columns: span(&|place| place.1),
            part,
            fill: written.fill.as_ref().and_then(|role| self.fill(role, service)),
            bleed: written.bleed,
            top: written.top,
            padding: if self.lang.is_rtl() { written.padding.mirrored() } else { written.padding },
            radius: written.radius,
            gap: written.gap,
            blocks: self.blocks(&written.blocks, &Context { service, link: None }),
            origin: written.origin,
        }
    }
}

/// Whether an area is a coloured bar: nothing is meant to stand in it.
fn is_bar(layout: &layout::Layout, area: &Area) -> bool {
    let written = layout.areas.get(&area.family);
    area.fill.is_some() && written.is_some_and(|written| written.blocks.is_empty())
}

/// Size of a page: the layout's, or that of the panel that it is. The cover of a leaflet lies behind the first panel
/// inside, the other pages outside behind the others, from the last to the second.
fn page_size(layout: &layout::Layout, at: usize, count: usize) -> Size {
    let (size, panel) = (layout.size, |panels: &[f64], at: usize| panels.get(at).copied());
    match &layout.fold {
        None => size,
        Some(Fold::Tent) => Size::new(size.width, size.height / 2.0),
        Some(Fold::Letter(panels)) => {
            let own = match at {
                0 => panel(panels, 0),
                at if at <= panels.len() => panel(panels, at - 1),
                at => count.checked_sub(at).and_then(|from_end| panel(panels, from_end)),
            };
            Size::new(own.unwrap_or(size.width), size.height)
        }
    }
}

/// The areas of a family that stand in the same rows of a picture, by service.
fn beside(picture: &Picture, family: &str, areas: &BTreeMap<String, layout::Area>) -> BTreeMap<usize, String> {
    let names = picture.iter().flatten().filter_map(|cell| match area_of(cell, areas) {
        Some((stem, Some(service))) if stem == family => Some((service, cell.clone())),
        _ => None,
    });
    let names: BTreeMap<usize, String> = names.collect();
    let rows = |name: &String| cells(picture, name).iter().map(|cell| cell.0).collect::<Vec<_>>();
    let mut all = names.values().map(rows);
    match all.next() {
        Some(first) if all.all(|rows| rows == first) => names,
        _ => BTreeMap::new(),
    }
}

/// The pictures with rows for every service where services stand below each other or on pages of their own, and without
/// rows for services that the guide does not have.
fn stacked(pages: &[Picture], areas: &BTreeMap<String, layout::Area>, services: usize, folded: bool) -> Vec<Picture> {
    let service = |cell: &str| area_of(cell, areas).and_then(|(_, service)| service);
    // A row for one service, whatever stands beside it.
    let row_of = |row: &Vec<String>| {
        let mut own = row.iter().filter_map(|cell| service(cell));
        let first = own.next()?;
        own.all(|other| other == first).then_some(first)
    };
    let last = pages.iter().flatten().filter_map(row_of).max();
    let renamed = |row: &Vec<String>, to: usize| -> Vec<String> {
        let name = |cell: &String| match area_of(cell, areas) {
            Some((stem, Some(_))) => format!("{stem}{}", to + 1),
            _ => cell.clone(),
        };
        row.iter().map(name).collect()
    };
    let missing = |row: &Vec<String>| {
        row_of(row).is_some_and(|own| own >= services && row.iter().all(|cell| service(cell).is_some() || cell == "."))
    };
    let without = |picture: &Picture| -> Picture { picture.iter().filter(|row| !missing(row)).cloned().collect() };
    let page = |picture: &Picture| {
        let mut rows = Picture::new();
        let last_here = picture.iter().rposition(|row| row_of(row).is_some() && row_of(row) == last);
        for (at, row) in picture.iter().enumerate() {
            let missing = row_of(row)
                .is_some_and(|own| own >= services && row.iter().all(|cell| service(cell).is_some() || cell == "."));
            if !missing {
                rows.push(row.clone());
            }
            if let (true, Some(last)) = (Some(at) == last_here, last) {
                let template: Picture = picture.iter().filter(|row| row_of(row) == Some(last)).cloned().collect();
                for more in last + 1..services {
                    rows.extend(template.iter().map(|row| renamed(row, more)));
                }
            }
        }
        rows
    };
    // A page that is one service's alone is followed by pages for the services that were not drawn.
    let alone = |picture: &Picture| picture.iter().all(|row| row_of(row).is_some() && row_of(row) == last);
    let more = |picture: &Picture| -> Vec<Picture> {
        let next = last.map_or(services, |last| last + 1)..services;
        next.map(|at| picture.iter().map(|row| renamed(row, at)).collect()).collect()
    };
    if folded {
        return pages.iter().map(page).collect();
    }
    let all = pages.iter().flat_map(|picture| match alone(picture) && !picture.is_empty() {
        true => std::iter::once(without(picture)).chain(more(picture)).collect(),
        false => vec![page(picture)],
    });
    all.filter(|picture| !picture.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Origin};

    fn areas() -> BTreeMap<String, layout::Area> {
        let area = |each| layout::Area {
            fill: None,
            bleed: false,
            top: false,
            padding: crate::unit::Sides::default(),
            radius: 0.0,
            each,
            gap: 0.0,
            blocks: Vec::new(),
            origin: Origin::new(FileId(0), 0..0),
        };
        [("head", false), ("way", true), ("code", true)].map(|(name, each)| (name.to_owned(), area(each))).into()
    }

    fn picture(rows: &[&str]) -> Picture {
        rows.iter().map(|row| row.split_whitespace().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn services_below_each_other_get_rows_of_their_own() {
        let drawn = [picture(&["head head", "way1 code1", "way2 code2"])];
        let three = [picture(&["head head", "way1 code1", "way2 code2", "way3 code3"])];
        assert_eq!(stacked(&drawn, &areas(), 3, false), three);
        assert_eq!(stacked(&drawn, &areas(), 1, false), [picture(&["head head", "way1 code1"])]);
        assert_eq!(stacked(&drawn, &areas(), 2, false), drawn);
    }

    #[test]
    fn a_page_for_a_service_that_is_not_there_is_left_out() {
        let drawn = [picture(&["head"]), picture(&["way1"]), picture(&["way2"])];
        assert_eq!(stacked(&drawn, &areas(), 1, false), [picture(&["head"]), picture(&["way1"])]);
        assert_eq!(stacked(&drawn, &areas(), 3, false)[3], picture(&["way3"]));
    }

    #[test]
    fn services_side_by_side_stay_in_their_rows() {
        let drawn = [picture(&["way1 way2"])];
        assert_eq!(stacked(&drawn, &areas(), 3, false), drawn);
        assert_eq!(beside(&drawn[0], "way", &areas()).len(), 2);
    }
}
