//! Files for print shops: what the writer makes, and files that are broken on purpose, each in one way. The proof must
//! stop each for the right reason. With `FLYER_BROKEN_OUT=folder` the broken files are written there, for other judges.

use super::line::run;
use super::made::make;
use flyer::build::{Composed, Profile, Said, finish};
use flyer::color::Ink;
use flyer::press::Press;
use flyer::proof::{Expected, Report, press};
use flyer::resolve::Options;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::sync::OnceLock;
use std::{env, fs, path::Path};

/// A sheet with a picture, and its file.
fn good() -> &'static (Composed, Vec<u8>) {
    static GOOD: OnceLock<(Composed, Vec<u8>)> = OnceLock::new();
    GOOD.get_or_init(|| {
        let project = b"logos = [{ file = \"logo.png\", alt = \"Library\" }]\n".to_vec();
        let files = [("flyer.toml", project), ("logo.png", make("png 900x450"))];
        let world = Memory::new("2026-11-24", files);
        let target = Target { language: "fr".into(), layout: "a4".into() };
        let mut said = Said::default();
        let fonts = FontSet::builtin();
        let composed = run(&world, &fonts, &Default::default()).compose(&target, &mut said).unwrap();
        let pdf = finish(&composed, Profile::Press).unwrap().pdf;
        (composed, pdf)
    })
}

fn judged(pdf: &[u8]) -> Report {
    press::prove(pdf, &Expected::of(&good().0.document), &Press::default())
}

/// A good file under the hands of a saboteur.
struct Victim(Document);

impl Victim {
    fn page(&self) -> ObjectId {
        self.0.page_iter().next().unwrap()
    }

    fn page_mut(&mut self) -> &mut Dictionary {
        let id = self.page();
        self.0.get_dictionary_mut(id).unwrap()
    }

    fn catalog(&mut self) -> &mut Dictionary {
        self.0.catalog_mut().unwrap()
    }

    fn info(&mut self) -> &mut Dictionary {
        let id = self.0.trailer.get(b"Info").unwrap().as_reference().unwrap();
        self.0.get_dictionary_mut(id).unwrap()
    }

    fn resources(&mut self) -> &mut Dictionary {
        let id = self.page_mut().get(b"Resources").unwrap().as_reference().unwrap();
        self.0.get_dictionary_mut(id).unwrap()
    }

    /// Paints over the page.
    fn paint(&mut self, operators: &str) {
        let page = self.page();
        let mut content = self.0.get_page_content(page);
        content.extend(format!("\nq {operators} Q").into_bytes());
        self.0.change_page_content(page, content).unwrap();
    }

    /// Writes a letter of the sheet's own font.
    fn write(&mut self, color: &str, size: f64) {
        let fonts = self.resources().get(b"Font").unwrap().clone();
        let fonts = match fonts {
            Object::Reference(id) => self.0.get_dictionary(id).unwrap().clone(),
            other => other.as_dict().unwrap().clone(),
        };
        let name = String::from_utf8(fonts.iter().next().unwrap().0.clone()).unwrap();
        self.paint(&format!("{color} BT /{name} {size} Tf 1 0 0 1 300 60 Tm <000100020003000400050006> Tj ET"));
    }

    fn named(&mut self, name: &[u8]) -> &mut Stream {
        let names = self.resources().get(b"XObject").unwrap().as_reference().unwrap();
        let id = self.0.get_dictionary(names).unwrap().get(name).unwrap().as_reference().unwrap();
        self.0.get_object_mut(id).unwrap().as_stream_mut().unwrap()
    }

    /// Paints a code in another colour.
    fn recolor_code(&mut self, color: &str) {
        let code = self.named(b"Code0");
        let mut content = format!("{color} ").into_bytes();
        content.extend(code.get_plain_content().unwrap());
        code.set_plain_content(content);
    }

    /// Gives the page a picture, a shading or a graphics state of that name.
    fn add(&mut self, kind: &str, name: &str, object: impl Into<Object>) {
        let id = self.0.add_object(object);
        let resources = self.resources();
        if !resources.has(kind.as_bytes()) {
            resources.set(kind, Dictionary::new());
        }
        let held = match resources.get(kind.as_bytes()).unwrap() {
            Object::Reference(held) => *held,
            Object::Dictionary(own) => {
                let own = own.clone();
                let held = self.0.add_object(own);
                self.resources().set(kind, held);
                held
            }
            _ => panic!("{kind} is no dictionary"),
        };
        self.0.get_dictionary_mut(held).unwrap().set(name, id);
    }

    /// A picture of 100 x 100 pixels of one colour, 20 points wide, with letters of black ink that overprint, begin
    /// on the paper and run over it.
    fn picture(&mut self, space: Object, pixel: &[u8]) {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 100, "Height" => 100, "BitsPerComponent" => 8,
            "ColorSpace" => space,
        };
        self.add("XObject", "Own", Stream::new(dict, pixel.repeat(10_000)));
        self.paint("q 20 0 0 20 330 55 cm /Own Do Q /Over gs");
    }

    fn intents(&mut self) -> Vec<Object> {
        self.catalog().get(b"OutputIntents").unwrap().as_array().unwrap().clone()
    }

    fn metadata(&mut self) -> &mut Stream {
        let id = self.catalog().get(b"Metadata").unwrap().as_reference().unwrap();
        self.0.get_object_mut(id).unwrap().as_stream_mut().unwrap()
    }

    fn replace_in_metadata(&mut self, from: &str, to: &str) {
        let stream = self.metadata();
        let text = String::from_utf8(stream.content.clone()).unwrap();
        assert!(text.contains(from));
        stream.set_plain_content(text.replace(from, to).into_bytes());
    }

    fn shrink_box(&mut self, key: &str, by: f32) {
        let numbers: Vec<f32> = self
            .page_mut()
            .get(key.as_bytes())
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_float().unwrap())
            .collect();
        let [x0, y0, x1, y1] = numbers[..] else { panic!("{key} has no four corners") };
        let corners = [x0 + by, y0 + by, x1 - by, y1 - by].map(Object::Real);
        self.page_mut().set(key, corners.to_vec());
    }
}

fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

fn separation(victim: &mut Victim, solid: [i64; 4]) {
    let function = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => vec![Object::Integer(0); 4], "C1" => solid.map(Object::Integer).to_vec(),
    };
    let function = victim.0.add_object(function);
    let space: Vec<Object> = vec![name("Separation"), name("Gold"), name("DeviceCMYK"), function.into()];
    victim.0.add_object(space);
}

type Break = fn(&mut Victim);

/// What is broken, the finding that must stop it, and how it is broken.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, Break)] = &[
    ("rgb-fill", "color-not-ink", |v| v.paint("1 0 0 rg 100 60 9 9 re f")),
    ("rgb-space-by-name", "color-not-ink", |v| v.paint("/DeviceRGB cs 1 0 0 scn 100 60 9 9 re f")),
    ("rgb-image", "color-not-ink", |v| v.named(b"Picture0").dict.set("ColorSpace", "DeviceRGB")),
    ("rgb-in-form", "color-not-ink", |v| v.recolor_code("0 0 0.2 rg")),
    ("rgb-blend-space", "color-not-ink", |v| v.page_mut().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" })),
    ("rgb-shading", "color-not-ink", |v| { v.0.add_object(dictionary! { "ShadingType" => 2, "ColorSpace" => "DeviceRGB" }); }),
    ("rgb-profile", "color-not-ink", |v| {
        let profile = v.0.add_object(Stream::new(dictionary! { "N" => 3 }, vec![0; 128]));
        v.0.add_object(vec![name("ICCBased"), profile.into()]);
    }),
    ("lab", "color-not-ink", |v| { v.0.add_object(vec![name("Lab"), dictionary! {}.into()]); }),
    ("intent-repeated", "profile-repeats-intent", |v| {
        let profile = v.intents()[0].as_dict().unwrap().get(b"DestOutputProfile").unwrap().clone();
        v.0.add_object(vec![name("ICCBased"), profile]);
    }),
    ("spot-with-two-stand-ins", "spot-differs", |v| { separation(v, [0, 0, 1, 0]); separation(v, [0, 1, 1, 0]); }),
    ("no-bleed", "bleed-missing", |v| v.shrink_box("BleedBox", 8.0)),
    ("trim-beyond-bleed", "boxes-not-nested", |v| v.shrink_box("TrimBox", -20.0)),
    ("no-trim", "trim-missing", |v| { v.page_mut().remove(b"TrimBox"); }),
    ("other-size", "page-size", |v| v.shrink_box("TrimBox", 1.0)),
    ("own-unit", "user-unit", |v| v.page_mut().set("UserUnit", 2)),
    ("turned", "page-turned", |v| v.page_mut().set("Rotate", 90)),
    ("text-in-four-inks", "text-inks", |v| v.write("0.5 0.5 0.5 0.5 k", 9.0)),
    ("text-in-rich-black", "rich-black", |v| v.write("0.6 0.4 0.4 1 k", 14.0)),
    ("too-wet", "ink-limit", |v| v.paint("1 1 1 1 k 100 60 9 9 re f")),
    ("too-wet-by-overprint", "ink-limit", |v| v.paint("0.9 0.9 0.5 0 k 100 60 30 30 re f /Over gs 0 0 0 1 k 105 65 9 9 re f")),
    ("too-wet-picture", "ink-limit", |v| { let picture = v.named(b"Picture0"); let size = picture.get_plain_content().unwrap().len(); picture.set_plain_content(vec![255; size]); }),
    ("too-wet-by-letters", "ink-limit", |v| { v.picture("DeviceCMYK".into(), &[230, 230, 230, 0]); v.write("/Over gs 0 0 0 1 k", 20.0); }),
    ("too-wet-palette", "ink-limit", |v| {
        let table = Object::String(vec![0, 0, 0, 0, 255, 255, 255, 50], lopdf::StringFormat::Hexadecimal);
        v.picture(vec![name("Indexed"), name("DeviceCMYK"), 1.into(), table].into(), &[1]);
    }),
    ("too-wet-named-inks", "ink-limit", |v| {
        let function = v.0.add_object(Stream::new(
            dictionary! { "FunctionType" => 4, "Domain" => [0, 1].repeat(4).into_iter().map(Object::from).collect::<Vec<_>>(), "Range" => [0, 1].repeat(4).into_iter().map(Object::from).collect::<Vec<_>>() },
            b"{}".to_vec(),
        ));
        let names = ["Cyan", "Magenta", "Black", "Gold"].map(name).to_vec();
        v.picture(vec![name("DeviceN"), names.into(), name("DeviceCMYK"), function.into()].into(), &[230, 230, 230, 230]);
    }),
    ("too-wet-shading", "ink-limit", |v| {
        let function = dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => vec![Object::Integer(0); 4], "C1" => vec![Object::Integer(1); 4],
        };
        v.add("Shading", "Own", dictionary! {
            "ShadingType" => 2, "ColorSpace" => "DeviceCMYK", "Function" => function,
            "Coords" => vec![100.into(), 60.into(), 130.into(), 60.into()],
        });
        v.paint("100 60 30 30 re W n /Own sh");
    }),
    ("too-wet-multiplied", "ink-limit", |v| {
        v.add("ExtGState", "Own", dictionary! { "BM" => "Multiply" });
        v.paint("/Knock gs /Own gs 0.7 0.7 0.7 0.3 k 100 60 30 30 re f 120 70 30 30 re f");
    }),
    ("no-intent", "intent-missing", |v| { v.catalog().remove(b"OutputIntents"); }),
    ("two-intents", "intent-missing", |v| { let mut intents = v.intents(); intents.push(intents[0].clone()); v.catalog().set("OutputIntents", intents); }),
    ("intent-without-name", "intent-unnamed", |v| { let mut intents = v.intents(); intents[0].as_dict_mut().unwrap().remove(b"OutputConditionIdentifier"); v.catalog().set("OutputIntents", intents); }),
    ("intent-without-profile", "intent-profile", |v| {
        let profile = v.0.add_object(Stream::new(dictionary! { "N" => 4 }, b"no profile".to_vec()));
        let mut intents = v.intents();
        intents[0].as_dict_mut().unwrap().set("DestOutputProfile", profile);
        v.catalog().set("OutputIntents", intents);
    }),
    ("code-in-rich-black", "code-inks", |v| v.recolor_code("0.5 0.5 0.5 1 k")),
    ("code-in-grey", "code-inks", |v| v.recolor_code("0 0 0 0.6 k")),
    ("code-covered", "code-covered", |v| v.paint("0 0 0 0 k 280 600 25 25 re f 200 560 60 60 re f 240 640 30 30 re f")),
    ("hairline", "hairline", |v| v.paint("0 0 0 1 K 0.1 w 100 60 m 200 60 l S")),
    ("line-of-no-width", "hairline", |v| v.paint("0 0 0 1 K 0 w 100 60 m 200 60 l S")),
    ("thin-white-line", "hairline", |v| v.paint("0 0 0 0 K 0.3 w 100 60 m 200 60 l S")),
    ("coarse-picture", "dpi", |v| v.paint("500 0 0 250 60 300 cm /Picture0 Do")),
    ("font-outside", "font-not-embedded", |v| {
        for object in v.0.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() { dict.remove(b"FontFile2"); }
        }
    }),
    ("title-differs", "title-differs", |v| v.info().set("Title", Object::string_literal("Another"))),
    ("not-called-x4", "not-x4", |v| v.replace_in_metadata("PDF/X-4", "PDF/X-3")),
    ("no-metadata-date", "xmp-incomplete", |v| v.replace_in_metadata("xmp:MetadataDate", "xmp:OtherDate")),
    ("metadata-compressed", "xmp-compressed", |v| v.metadata().compress().unwrap()),
    ("no-metadata", "xmp-missing", |v| { v.catalog().remove(b"Metadata"); }),
    ("not-trapped-nor-untrapped", "trapped-missing", |v| { v.info().remove(b"Trapped"); }),
    ("no-id", "id-missing", |v| { v.0.trailer.remove(b"ID"); }),
    ("link-on-page", "annotation", |v| {
        let note = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![100.into(), 100.into(), 200.into(), 200.into()] };
        v.page_mut().set("Annots", vec![note.into()]);
    }),
    ("opens-something", "not-for-print", |v| v.catalog().set("OpenAction", dictionary! { "S" => "GoTo" })),
    ("script", "not-for-print", |v| v.catalog().set("Names", dictionary! { "JavaScript" => dictionary! {} })),
    ("attached-files", "not-for-print", |v| v.catalog().set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} })),
    ("form-to-fill-in", "not-for-print", |v| v.catalog().set("AcroForm", dictionary! { "Fields" => Vec::<Object>::new() })),
    ("layers", "not-for-print", |v| {
        let layer = v.0.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("Layer") });
        v.catalog().set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => dictionary! { "Order" => vec![layer.into()] } });
    }),
    ("pdf-2", "version-high", |v| v.0.version = "2.0".into()),
    ("white-overprints", "white-overprints", |v| v.paint("/Over gs 0 0 0 0 k 100 60 9 9 re f")),
    ("no-blend-space", "blend-space", |v| {
        v.page_mut().remove(b"Group");
        let Ok(states) = v.resources().get_mut(b"ExtGState").and_then(Object::as_dict_mut) else { panic!("no states") };
        states.set("Clear", dictionary! { "ca" => 0.5 });
        v.paint("/Clear gs 0 0 0 1 k 100 60 9 9 re f");
    }),
    ("bleed-not-inked", "bleed-short", |v| v.paint("0 0 0 0.3 k 45.36 300 30 30 re f")),
    ("mark-on-sheet", "mark-on-sheet", |v| v.paint("/All cs 1 scn 100 60 9 9 re f")),
];

fn broken(how: Break) -> Vec<u8> {
    let mut victim = Victim(Document::load_mem(&good().1).unwrap());
    how(&mut victim);
    let mut bytes = Vec::new();
    victim.0.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_good_file_passes_also_after_a_stranger_saved_it() {
    let report = judged(&good().1);
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.codes.len(), 2);
    let report = judged(&broken(|_| ()));
    assert!(report.is_clean(), "{report}");
    let report = press::inspect(&good().1, &Press::default());
    assert!(report.is_clean(), "{report}");
    assert!(report.codes.iter().all(|code| code.module_mm > 0.8), "{report}");
}

#[test]
fn every_broken_file_is_stopped_for_the_right_reason() {
    assert!(BROKEN.len() >= 20);
    let mut missed = Vec::new();
    for (what, code, how) in BROKEN {
        let bytes = broken(*how);
        if let Some(folder) = env::var_os("FLYER_BROKEN_OUT") {
            fs::write(Path::new(&folder).join(format!("{what}.pdf")), &bytes).unwrap();
        }
        let report = judged(&bytes);
        let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
        if report.is_clean() || !codes.contains(code) {
            missed.push(format!("{what}: {code} is not among {codes:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn ink_counts_where_it_lies_and_nowhere_else() {
    // Boxes touch, shapes do not; letters end before the picture; what covers does not add.
    let fine: [(&str, Break); 4] = [
        ("corner", |v| {
            v.paint("/Knock gs 0.9 0.9 0.9 0 k 100 60 m 140 60 l 100 100 l f /Over gs 0 0 0 1 k 130 90 10 10 re f")
        }),
        ("letters", |v| {
            v.picture("DeviceCMYK".into(), &[230, 230, 230, 0]);
            v.write("/Over gs 0 0 0 1 k", 4.0);
        }),
        ("covered", |v| v.paint("/Knock gs 0.9 0.9 0.9 0 k 100 60 40 40 re f 0 0 0 1 k 110 70 10 10 re f")),
        ("lightened", |v| {
            v.add("ExtGState", "Own", dictionary! { "BM" => "Screen" });
            v.paint("/Knock gs /Own gs 0.7 0.7 0.7 0.3 k 100 60 30 30 re f 120 70 30 30 re f");
        }),
    ];
    for (what, how) in fine {
        let report = judged(&broken(how));
        assert!(!report.findings.iter().any(|finding| finding.code.starts_with("ink-")), "{what}: {report}");
    }
}

#[test]
fn plates_are_what_was_asked_for() {
    let world = Memory::new("2026-11-24", []);
    let target = Target { language: "ar".into(), layout: "a4".into() };
    let inks = |ink| {
        let options = Options { ink, ..Options::default() };
        let outcome =
            run(&world, &FontSet::builtin(), &options).build(&target, &[Profile::Office, Profile::Press], None);
        assert_eq!(outcome.files.len(), 2, "{:?}", outcome.diagnostics);
        let page = &outcome.files[1].report.pages[0];
        assert_eq!(page.bleed_mm, Some(3.0));
        page.inks.clone()
    };
    assert_eq!(inks(Ink::Color), ["cyan", "magenta", "yellow", "black"]);
    assert_eq!(inks(Ink::Black), ["black"]);
}

#[test]
fn no_bytes_make_the_proof_panic() {
    let bytes = &good().1;
    for length in (0..bytes.len()).step_by(bytes.len() / 16) {
        press::inspect(&bytes[..length], &Press::default());
    }
    let mut number = 1_u64;
    for _ in 0..16 {
        let mut changed = bytes.clone();
        for _ in 0..30 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (number >> 33) as usize % changed.len();
            changed[at] = (number >> 20) as u8;
        }
        press::inspect(&changed, &Press::default());
    }
}

#[test]
fn the_same_sheet_gives_the_same_file() {
    let (composed, first) = good();
    assert_eq!(*first, finish(composed, Profile::Press).unwrap().pdf);
}

#[test]
fn a_picture_at_the_trim_runs_on_into_the_bleed() {
    let layout = "use = \"poster\"\n[page]\nsize = \"A4\"\nbleed = \"3mm\"\nsafe = \"5mm\"\ntheme = \"calm\"\n\
        margin = { top = \"0mm\", right = \"0mm\", bottom = \"12mm\", left = \"0mm\" }\n\
        [fit]\nbody = { min = \"12pt\", max = \"14pt\" }\n\
        [grid]\ncolumns = [\"1fr\"]\ngap = \"8mm\"\nrow_gap = \"5mm\"\nareas = [\"picture\", \"words\"]\n\
        [area.picture]\nblocks = [{ image = \"photo.jpg\", alt = \"title\" }]\n\
        [area.words]\npadding = { left = \"20mm\", right = \"20mm\" }\nblocks = [{ title = \"title\", style = \"heading\" }]\n";
    let files = [("layouts/mine.toml", layout.as_bytes().to_vec()), ("photo.jpg", make("jpeg 2000x900"))];
    let world = Memory::new("2026-11-24", files);
    let target = Target { language: "fr".into(), layout: "mine".into() };
    let profiles = [Profile::Office, Profile::Press];
    let outcome = run(&world, &FontSet::builtin(), &Options::default()).build(&target, &profiles, None);
    assert_eq!(outcome.files.len(), 2, "{:?}", outcome.diagnostics);
}
