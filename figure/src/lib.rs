//! Figures for the lecture notes: an SVG first, and PNG or PDF made from that very SVG.
//!
//! Each kind is a plain struct whose `svg` method draws it: [`Curves`], [`Confusion`], [`Regions`],
//! [`Landscape`], [`Graph`] and [`Strips`]. A new kind is a new file beside theirs: it hands its
//! panels and its legend to the shared sheet, which gives every figure its title, its grid of
//! panels and its legend below them, outside the data.
//!
//! | file | holds |
//! |---|---|
//! | `style` | the paper, the sizes, the colours, dashes and markers, once |
//! | `font` | the embedded font and the width of a text in it |
//! | `paper` | places on it, texts and filled shapes |
//! | `sheet` | title, grid of panels, legend |
//! | `legend`, `marker` | what each line, colour and marker is |
//! | `axis` | what a caller says of an axis |
//! | `ruler` | where an axis begins and ends, its ticks and their numbers |
//! | `numbers` | as many ticks as their numbers have room for |
//! | `plot` | one pair of axes on the paper, by plotters |
//! | `stroke` | thinned and dashed lines |
//! | `mosaic` | a grid of classes as few rectangles and smooth borders |
//! | `plane` | samples between the ends of a plane |
//! | `clip` | what of a line lies between the ends of a plane |
//! | `edge` | an arrow of a graph, what it says, and how it is drawn |
//! | `layout` | where the nodes of a graph stand, by a library |
//! | `rows` | the same with labels: as straight as rows without overlaps allow |
//! | `curves`, `confusion`, `regions`, `landscape`, `graph`, `strips` | the kinds of plot |
//! | `check` | what numbers and shapes a kind refuses |
//! | `svg` | the finished picture, and its way into files |
//! | `frames` | several of them as one, for a picture that moves |
//! | `parts` | what of it can be shown by itself |
//! | `description` | what it says to those who cannot see it |
//! | `documents` | PNG and PDF, behind the feature `png-pdf` |
//!
//! # Numerics
//!
//! The bytes of a figure depend on its data alone: no clock, no random number, no hash order, no
//! font of the machine. Everything is placed on a grid of a tenth of a pixel; positions come from
//! additions, multiplications, divisions and square roots, which IEEE 754 rounds alike everywhere,
//! and from `libm`'s logarithm and power of ten, the same code on every machine.
//!
//! # Source
//!
//! Colours: M. Okabe and K. Ito, *Color Universal Design*, 2008. Font: DejaVu Sans 2.37.

mod axis;
mod check;
mod clip;
mod confusion;
mod curves;
mod description;
#[cfg(feature = "png-pdf")]
mod documents;
#[cfg(not(feature = "png-pdf"))]
#[path = "no_documents.rs"]
mod documents;
mod edge;
mod error;
mod font;
mod frames;
mod graph;
mod landscape;
mod layout;
mod legend;
mod marker;
mod mosaic;
mod numbers;
mod paper;
mod parts;
mod plane;
mod plot;
mod regions;
mod rows;
mod ruler;
mod sheet;
mod strips;
mod stroke;
mod style;
mod svg;

pub use axis::{Axis, Scale};
pub use confusion::{Confusion, Matrix};
pub use curves::{CurvePanel, Curves, Level, Series, Stroke};
pub use description::Description;
pub use edge::{EdgeLabels, GraphEdge};
pub use error::{Error, Result};
pub use graph::{Graph, GraphNode, GraphPanel};
pub use landscape::{Contours, Landscape, LandscapePanel, LandscapePath};
pub use parts::{Parts, ViewBox};
pub use plane::PlanePoint;
pub use regions::{RegionPanel, Regions};
pub use strips::{Strip, StripInterval, StripPanel, Strips};
pub use style::colour_rules;
pub use svg::{Format, Svg};
