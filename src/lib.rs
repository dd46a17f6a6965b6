//! flyer composes guide steps, screens and proven QR codes into print-ready PDF files.

pub mod color;
pub mod diag;
pub mod page;
pub mod unit;
pub mod world;
