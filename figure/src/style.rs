use plotters::style::RGBColor;

/// Units per pixel of the drawing. plotters writes whole numbers, so figures are drawn on a grid
/// ten times finer than the page and the SVG header scales them back.
pub(crate) const UNIT: i32 = 10;

/// A length of the page, in pixels, on the drawing's grid.
pub(crate) const fn px(pixels: i32) -> i32 {
    pixels * UNIT
}

/// Every figure is as wide as the text of an A4 page; at 96 pixels an inch that is 19 cm, which
/// prints the smallest letters at 8 points.
pub(crate) const WIDTH: i32 = px(720);
pub(crate) const MARGIN: i32 = px(16);
/// Between two panels.
pub(crate) const GAP: i32 = px(22);

/// What viewers are asked for. They that lack the first one know Verdana, which has the
/// same widths.
pub(crate) const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";
pub(crate) const TITLE: i32 = px(15);
pub(crate) const SUBTITLE: i32 = px(13);
pub(crate) const TEXT: i32 = px(12);
pub(crate) const NUMBER: i32 = px(11);
/// From one line of text to the next, as a multiple of the size: 1.3.
pub(crate) const fn leading(size: i32) -> i32 {
    size * 13 / 10
}

pub(crate) const INK: RGBColor = RGBColor(0x26, 0x26, 0x26);
pub(crate) const AXIS: RGBColor = RGBColor(0x59, 0x59, 0x59);
pub(crate) const GRID: RGBColor = RGBColor(0xDC, 0xDC, 0xDC);
pub(crate) const FINE_GRID: RGBColor = RGBColor(0xF0, 0xF0, 0xF0);

/// Dark enough to be seen across the grid, and lighter than any line.
const CONTOUR: RGBColor = RGBColor(0x85, 0x85, 0x85);

/// Stroke widths, in grid units.
pub(crate) const CURVE: u32 = 17;
pub(crate) const LEVEL: u32 = 11;
pub(crate) const HAIR: u32 = 7;

/// The outline of a marker.
#[derive(Clone, Copy)]
pub(crate) enum Marker {
    Disc,
    Square,
    Up,
    Diamond,
    Down,
    Cross,
}

/// What tells a class from the others: colour, the tint of its region, marker. The tints descend in
/// lightness, and no two markers look alike, so that a photocopy loses nothing.
pub(crate) struct ClassStyle {
    pub colour: RGBColor,
    pub tint: RGBColor,
    pub marker: Marker,
}

/// Okabe and Ito's colours; the first three are also the furthest apart in grey.
const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xB2);
const ORANGE: RGBColor = RGBColor(0xE6, 0x9F, 0x00);
const GREEN: RGBColor = RGBColor(0x00, 0x9E, 0x73);
const VERMILLION: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
const PURPLE: RGBColor = RGBColor(0xCC, 0x79, 0xA7);
const SKY: RGBColor = RGBColor(0x56, 0xB4, 0xE9);
const BLACK: RGBColor = RGBColor(0x00, 0x00, 0x00);

/// What runs along an edge of a graph, and what comes back: blue, and a vermillion that is dark
/// enough for small letters, 5.2 to 1 on white.
pub(crate) const FORWARD: RGBColor = BLUE;
pub(crate) const BACKWARD: RGBColor = RGBColor(0xB2, 0x4E, 0x00);

/// The most of what a scale of one colour shows; what is less lets paper through.
pub(crate) const STRONGEST: RGBColor = RGBColor(0x08, 0x45, 0x7E);

const fn class(colour: RGBColor, tint: RGBColor, marker: Marker) -> ClassStyle {
    ClassStyle { colour, tint, marker }
}

pub(crate) const CLASSES: [ClassStyle; 6] = [
    class(BLUE, RGBColor(0x9F, 0xC6, 0xE2), Marker::Disc),
    class(ORANGE, RGBColor(0xF7, 0xDD, 0x9E), Marker::Square),
    class(GREEN, RGBColor(0xE4, 0xF5, 0xEF), Marker::Up),
    class(PURPLE, RGBColor(0xD9, 0xA8, 0xC3), Marker::Diamond),
    class(VERMILLION, RGBColor(0xF2, 0xC4, 0xA3), Marker::Down),
    class(SKY, RGBColor(0xC9, 0xE6, 0xF8), Marker::Cross),
];

/// What tells a curve from the others: colour and dashes (on, off, … in grid units; none: solid).
#[derive(Clone, Copy)]
pub(crate) struct LineStyle {
    pub colour: RGBColor,
    pub dashes: &'static [i32],
    pub width: u32,
}

const LINES: [RGBColor; 7] = [BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY, BLACK];
const DASHES: [&[i32]; 7] = [
    &[],
    &[90, 40],
    &[20, 30],
    &[110, 35, 20, 35],
    &[45, 35],
    &[160, 45],
    &[90, 30, 20, 30, 20, 30],
];

/// Curves that still differ without colour: seven pairs, then the same colours with the
/// next dashes.
pub(crate) const LINE_STYLES: usize = 2 * LINES.len();

/// The style of curve number `i`, below [`LINE_STYLES`].
pub(crate) fn line(i: usize) -> LineStyle {
    let dashes = DASHES[(i + i / LINES.len()) % DASHES.len()];
    LineStyle { colour: LINES[i % LINES.len()], dashes, width: CURVE }
}

const LEVEL_DASHES: [&[i32]; 3] = [&[60, 30], &[15, 25], &[120, 25, 15, 25]];
/// Reference lines that still differ from one another.
pub(crate) const LEVEL_STYLES: usize = LEVEL_DASHES.len();

/// The style of reference line number `i`, below [`LEVEL_STYLES`]: thin and dark, never a curve's.
pub(crate) fn level(i: usize) -> LineStyle {
    LineStyle { colour: INK, dashes: LEVEL_DASHES[i], width: LEVEL }
}

const CONTOUR_DASHES: [&[i32]; 3] = [&[], &[50, 25], &[12, 20]];
/// Kinds of contours that still differ from one another.
pub(crate) const CONTOUR_STYLES: usize = CONTOUR_DASHES.len();

/// The style of contours number `i`, below [`CONTOUR_STYLES`]: thin and grey, behind what matters.
pub(crate) fn contour(i: usize) -> LineStyle {
    LineStyle { colour: CONTOUR, dashes: CONTOUR_DASHES[i], width: HAIR + 2 }
}

/// Each colour on white paper, and the one that stands for it on dark paper.
const DARK: [(RGBColor, RGBColor); 21] = [
    (RGBColor(0xFF, 0xFF, 0xFF), RGBColor(0x16, 0x18, 0x1B)),
    (INK, RGBColor(0xE3, 0xE6, 0xEA)),
    (AXIS, RGBColor(0xA5, 0xAD, 0xB6)),
    (GRID, RGBColor(0x3B, 0x41, 0x48)),
    (FINE_GRID, RGBColor(0x26, 0x2A, 0x2E)),
    (CONTOUR, RGBColor(0x8C, 0x93, 0x9B)),
    (BLACK, RGBColor(0xFF, 0xFF, 0xFF)),
    (BLUE, RGBColor(0x4A, 0xA3, 0xE0)),
    (ORANGE, RGBColor(0xF0, 0xB4, 0x3A)),
    (GREEN, RGBColor(0x2E, 0xC4, 0x9A)),
    (VERMILLION, RGBColor(0xFF, 0x8A, 0x3D)),
    (BACKWARD, RGBColor(0xFF, 0x8A, 0x3D)),
    (PURPLE, RGBColor(0xE0, 0x9B, 0xC4)),
    (SKY, RGBColor(0x9A, 0xD8, 0xFF)),
    (STRONGEST, RGBColor(0x5A, 0x9E, 0xE2)),
    (CLASSES[0].tint, RGBColor(0x22, 0x4A, 0x66)),
    (CLASSES[1].tint, RGBColor(0x66, 0x51, 0x1C)),
    (CLASSES[2].tint, RGBColor(0x12, 0x2E, 0x26)),
    (CLASSES[3].tint, RGBColor(0x5C, 0x33, 0x4B)),
    (CLASSES[4].tint, RGBColor(0x70, 0x3B, 0x1C)),
    (CLASSES[5].tint, RGBColor(0x0E, 0x56, 0x5A)),
];

/// Rules of CSS by which the pictures of this crate are readable on paper of either colour, where
/// they stand in a page themselves: dark paper is that of an element whose `color-scheme` is dark.
///
/// Nothing is said of what a picture stands in: what an element `use` shows a second time knows
/// nothing of it.
pub fn colour_rules() -> String {
    let rule = |&(RGBColor(r, g, b), RGBColor(x, y, z)): &(RGBColor, RGBColor)| {
        let (light, dark) = (format!("#{r:02X}{g:02X}{b:02X}"), format!("#{x:02X}{y:02X}{z:02X}"));
        ["fill", "stroke"].map(|what| {
            format!("[{what}=\"{light}\"] {{ {what}: light-dark({light}, {dark}); }}\n")
        })
    };
    // White letters stand on what is strongest, where paper is too light to be read.
    let letters = "text[fill=\"#FFFFFF\"] { fill: light-dark(#FFFFFF, #000000); }\n".to_owned();
    DARK.iter().flat_map(rule).chain([letters]).collect()
}
