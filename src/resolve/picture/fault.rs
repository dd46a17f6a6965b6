//! Why a picture cannot be printed, with a stable code, a sentence and what to do about it.

use super::Stranger;
use super::svg::SvgFault;

/// Why a picture was refused. Nothing about a picture is guessed or mended: what is not whole and plain is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is something else, e.g. `a PDF file`.
    NotAPicture(Stranger),
    /// The file ends before the picture does.
    Truncated,
    /// The file contradicts itself or its format; what exactly.
    Broken(String),
    /// More pixels than allowed, or more than can be decoded in the memory allowed.
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// More bytes than allowed.
    FileTooLarge {
        /// Size of the file.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// It unpacks to more than it says.
    Bomb,
    /// A kind of picture that cannot be printed as it is; which.
    Unsupported(String),
    /// Colours that cannot be told, with the reason.
    Profile(String),
    /// A drawing with something in it that stops it.
    Svg(SvgFault),
}

impl Fault {
    /// Stable name of the kind of fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPicture(_) => "picture-unknown",
            Self::Truncated | Self::Broken(_) => "picture-broken",
            Self::TooLarge { .. } | Self::FileTooLarge { .. } | Self::Bomb => "picture-too-large",
            Self::Unsupported(_) => "picture-unsupported",
            Self::Profile(_) => "picture-profile",
            Self::Svg(fault) => fault.code(),
        }
    }

    /// Line and column in the picture's own file, for a drawing.
    pub fn place(&self) -> Option<(u32, u32)> {
        match self {
            Self::Svg(fault) => fault.place,
            _ => None,
        }
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self) -> String {
        match self {
            Self::NotAPicture(stranger) => format!("this is {}, which flyer does not read", stranger.is),
            Self::Truncated => "the picture ends too early: a part of the file is missing".to_owned(),
            Self::Broken(what) => format!("the picture is damaged: {what}"),
            Self::TooLarge { width, height } => format!("{width} x {height} pixels are too many"),
            Self::FileTooLarge { bytes, limit } => {
                format!("the picture has {:.1} MiB, more than {:.1} MiB", mebibytes(*bytes), mebibytes(*limit))
            }
            Self::Bomb => "the picture unpacks to far more than it says".to_owned(),
            Self::Unsupported(what) => format!("the picture has or is {what}, which flyer does not print"),
            Self::Profile(why) => format!("its colours cannot be told: {why}"),
            Self::Svg(fault) => fault.to_string(),
        }
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotAPicture(stranger) => stranger.hint,
            Self::Truncated => "copy or download the file again",
            Self::Broken(_) => "open it in a picture program and save it again",
            Self::TooLarge { .. } | Self::FileTooLarge { .. } => {
                "make it smaller: 300 pixels an inch of its printed width are enough"
            }
            Self::Bomb => "do not trust this file; make the picture anew",
            Self::Unsupported(_) => "open it in a picture program and save it as an ordinary PNG or JPEG",
            Self::Profile(_) => {
                "convert it to sRGB and save it again (GIMP: Image > Color Management > Convert to Color Profile; Photoshop: Edit > Convert to Profile)"
            }
            Self::Svg(fault) => fault.hint(),
        }
    }
}

fn mebibytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
