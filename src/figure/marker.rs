use plotters::element::Circle;
use plotters::style::{Color, WHITE};

use super::sheet::{Area, draw, polygon};
use super::stroke::{Spot, path};
use super::style::{CLASSES, HAIR, INK, Marker, px};
use crate::Result;

/// Half the width of a square marker; the others cover about the same area.
const HALF: i32 = 31;
const RING: i32 = px(7);

/// A class's marker: its colour inside a thin dark edge, which shows on any tint.
pub(super) fn marker(area: &Area, (x, y): Spot, class: usize) -> Result<()> {
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

/// Rings around mistakes. First their white halos, so that none hides another's ring: with them a
/// ring shows on any tint.
pub(super) fn rings(area: &Area, centres: impl Iterator<Item = Spot> + Clone) -> Result<()> {
    for (colour, width) in [(WHITE, 30), (INK, 15)] {
        for centre in centres.clone() {
            draw(area, &Circle::new(centre, RING, colour.stroke_width(width)))?;
        }
    }
    Ok(())
}
