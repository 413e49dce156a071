use plotters::element::Circle;
use plotters::style::{Color, RGBColor, WHITE};

use crate::Result;
use crate::paper::{Area, Block, Spot, draw, polygon, rectangle};
use crate::stroke::path;
use crate::style::{CLASSES, ClassStyle, HAIR, INK, Marker, px};

/// Half the width of a square marker; the others cover about the same area.
const HALF: i32 = 31;
const RING: i32 = px(7);
const DISC: &ClassStyle = &CLASSES[0];
const SMALLEST_DISC: i32 = 7;
const DOT: i32 = 24;
/// Half the thickness of an interval's bar, half the height of its tick, and the halo around both.
const BAR: i32 = 9;
const TICK: i32 = 48;
const HALO: i32 = 8;

/// A class's marker: its colour inside a thin dark edge, which shows on any tint.
pub(crate) fn marker(area: &Area, (x, y): Spot, class: usize) -> Result<()> {
    let style = &CLASSES[class];
    let corners: &[Spot] = match style.marker {
        Marker::Disc => {
            draw(area, &Circle::new((x, y), HALF + 4, style.colour.filled()))?;
            return draw(area, &Circle::new((x, y), HALF + 4, INK.stroke_width(HAIR)));
        }
        Marker::Square => &[(-1, -1), (1, -1), (1, 1), (-1, 1)].map(|(i, j)| (i * HALF, j * HALF)),
        Marker::Up => &[(0, -44), (42, 30), (-42, 30)],
        Marker::Down => &[(0, 44), (42, -30), (-42, -30)],
        Marker::Diamond => &[(0, -45), (40, 0), (0, 45), (-40, 0)],
        Marker::Cross => &[
            (-15, -45),
            (15, -45),
            (15, -15),
            (45, -15),
            (45, 15),
            (15, 15),
            (15, 45),
            (-15, 45),
            (-15, 15),
            (-45, 15),
            (-45, -15),
            (-15, -15),
        ],
    };
    let mut outline: Vec<Spot> = corners.iter().map(|(i, j)| (x + i, y + j)).collect();
    polygon(area, outline.clone(), style.colour)?;
    // Once more past the first corner, so that the last corner is as sharp as the others.
    outline.extend_from_within(..2);
    path(area, outline, INK, HAIR)
}

/// A block in the tint of a class, inside a thin dark edge.
pub(crate) fn tile(area: &Area, block: Block, class: usize) -> Result<()> {
    rectangle(area, block, CLASSES[class].tint)?;
    path(area, block.outline(), INK, HAIR)
}

/// Whether markers at two places may cover each other.
pub(crate) fn meet(one: Spot, other: Spot) -> bool {
    (one.0 - other.0).abs() < RING && (one.1 - other.1).abs() < RING
}

/// Rings around mistakes. First their white halos, so that none hides another's ring: with them a
/// ring shows on any tint.
pub(crate) fn rings(area: &Area, centres: impl Iterator<Item = Spot> + Clone) -> Result<()> {
    for (colour, width) in [(WHITE, 30), (INK, 15)] {
        for centre in centres.clone() {
            draw(area, &Circle::new(centre, RING, colour.stroke_width(width)))?;
        }
    }
    Ok(())
}

/// Values at one place: a disc whose area is as many times that of a disc of radius `unit` as there
/// are values.
pub(crate) fn disc(area: &Area, centre: Spot, unit: f64, count: usize) -> Result<()> {
    let radius = ((unit * (count as f64).sqrt()).round() as i32).max(SMALLEST_DISC);
    draw(area, &Circle::new(centre, radius, DISC.tint.filled()))?;
    draw(area, &Circle::new(centre, radius, DISC.colour.stroke_width(HAIR)))
}

/// A point of a path: wider than the line, smaller than any marker, and set off from the dot
/// beside it.
pub(crate) fn dot(area: &Area, centre: Spot, colour: RGBColor) -> Result<()> {
    draw(area, &Circle::new(centre, DOT, colour.filled()))?;
    draw(area, &Circle::new(centre, DOT, WHITE.stroke_width(HAIR)))
}

/// A bar from the first of three spots to the last, and across it a tick at the middle one. Its
/// white halo sets it off from what lies below.
pub(crate) fn interval(area: &Area, [low, mean, high]: [Spot; 3]) -> Result<()> {
    for (colour, halo) in [(WHITE, HALO), (INK, 0)] {
        for (from, to, (beside, above)) in [(low, high, (0, BAR)), (mean, mean, (BAR, TICK))] {
            let (beside, above) = (beside + halo, above + halo);
            let (left, width) = (from.0 - beside, to.0 - from.0 + 2 * beside);
            let block = Block { left, top: from.1 - above, width, height: 2 * above };
            rectangle(area, block, colour)?;
        }
    }
    Ok(())
}
