//! Who names whom: every Rust file below `src/`, parsed with `syn`.
//!
//! In: files by their names below `src/` and their text. Out: for each file the full paths that it names (nested `use`,
//! paths in code and in the arguments of macros, of our crate and of others), and the files in which these are defined,
//! re-exports followed. Modules for tests inside a file may do what the file may not, and are not read.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};

/// A path from its root: `crate`, or the name of another crate.
pub type FullPath = Vec<String>;

/// One file.
#[derive(Debug)]
pub struct Source {
    /// Its name below `src/`, with `/`.
    pub name: String,
    /// Its module: `["crate", "proof", "press", "walk"]`.
    pub module: FullPath,
    /// All that it names, in order, with the line.
    pub named: Vec<(FullPath, usize)>,
    /// What it hands on under a name of its own.
    exports: BTreeMap<String, FullPath>,
}

/// All sources of this crate.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut all, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                all.push(source(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// Reads one file.
pub fn source(name: &str, text: &str) -> Source {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut reader =
        Reader { module: module(name), named: Vec::new(), exports: BTreeMap::new(), children: BTreeSet::new() };
    for item in &file.items {
        if let syn::Item::Mod(child) = item {
            reader.children.insert(child.ident.to_string());
        }
    }
    reader.visit_file(&file);
    Source { name: name.to_owned(), module: reader.module, named: reader.named, exports: reader.exports }
}

/// The module that a file is.
fn module(name: &str) -> FullPath {
    let stem = name.trim_end_matches(".rs");
    let parts = stem.split('/').filter(|part| !["mod", "lib"].contains(part)).map(str::to_owned);
    std::iter::once("crate".to_owned()).chain(parts).collect()
}

/// For each file the files whose items it names, by index.
pub fn graph(sources: &[Source]) -> Vec<BTreeSet<usize>> {
    let files: BTreeMap<&[String], usize> =
        sources.iter().enumerate().map(|(at, source)| (source.module.as_slice(), at)).collect();
    let edges = |(at, source): (usize, &Source)| {
        let named = source.named.iter().filter_map(|(path, _)| defined(path, sources, &files, 0));
        named.filter(|to| *to != at).collect()
    };
    sources.iter().enumerate().map(edges).collect()
}

/// The file that defines what a path names.
fn defined(path: &[String], sources: &[Source], files: &BTreeMap<&[String], usize>, depth: usize) -> Option<usize> {
    let length = (1..=path.len()).rev().find(|length| files.contains_key(&path[..*length]))?;
    let file = files[&path[..length]];
    let handed_on = path.get(length).and_then(|item| sources[file].exports.get(item));
    match handed_on {
        Some(origin) if depth < 8 => {
            let origin: FullPath = origin.iter().chain(&path[length + 1..]).cloned().collect();
            defined(&origin, sources, files, depth + 1).or(Some(file))
        }
        // A module that only declares another names nothing of it.
        _ if length == path.len() && path.len() == 1 => None,
        _ => Some(file),
    }
}

/// The sets of files that name each other in a circle.
pub fn circles(edges: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let reach: Vec<BTreeSet<usize>> = (0..edges.len()).map(|from| reached(edges, from)).collect();
    let mut circles = BTreeSet::new();
    for from in 0..edges.len() {
        let circle: Vec<usize> = reach[from].iter().copied().filter(|to| reach[*to].contains(&from)).collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reached(edges: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(at) = open.pop() {
        open.extend(edges[at].iter().filter(|to| reached.insert(**to)));
    }
    reached
}

struct Reader {
    module: FullPath,
    named: Vec<(FullPath, usize)>,
    exports: BTreeMap<String, FullPath>,
    children: BTreeSet<String>,
}

impl Reader {
    /// The path from its root.
    fn full(&self, path: &[String]) -> FullPath {
        let mut base: FullPath = match path.first().map(String::as_str) {
            Some("self" | "super") => self.module.clone(),
            Some(first) if self.children.contains(first) => self.module.clone(),
            _ => Vec::new(),
        };
        for part in path {
            match part.as_str() {
                "self" => {}
                "super" => _ = base.pop(),
                _ => base.push(part.clone()),
            }
        }
        base
    }

    fn name(&mut self, path: &[String], line: usize) {
        let full = self.full(path);
        self.named.push((full, line));
    }

    /// Every leaf of a `use`.
    fn leaves(&mut self, tree: &syn::UseTree, before: &mut FullPath, public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.leaves(&path.tree, before, public);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.leaves(tree, before, public)),
            syn::UseTree::Name(name) => self.leaf(before, &name.ident, &name.ident, public),
            syn::UseTree::Rename(name) => self.leaf(before, &name.ident, &name.rename, public),
            syn::UseTree::Glob(glob) => self.name(&before.clone(), glob.star_token.spans[0].start().line),
        }
    }

    fn leaf(&mut self, before: &[String], item: &syn::Ident, called: &syn::Ident, public: bool) {
        let path: FullPath = before.iter().cloned().chain([item.to_string()]).collect();
        if public {
            self.exports.insert(called.to_string(), self.full(&path));
        } else {
            self.name(&path, item.span().start().line);
        }
    }

    /// Paths among the tokens of a macro's call.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut line, mut colons): (FullPath, usize, usize) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.path_of_tokens(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.path_of_tokens(&mut path, line);
                    self.tokens(group.stream());
                }
                _ => {
                    self.path_of_tokens(&mut path, line);
                    colons = 0;
                }
            }
        }
        self.path_of_tokens(&mut path, line);
    }

    fn path_of_tokens(&mut self, path: &mut FullPath, line: usize) {
        if path.len() > 1 {
            self.name(path, line);
        }
        path.clear();
    }
}

/// Whether an item is there for tests only.
fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.leaves(&item.tree, &mut Vec::new(), public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let names: FullPath = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let line = path.segments[0].ident.span().start().line;
            self.name(&names, line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}
