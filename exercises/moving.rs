//! Pictures that move: a frame for each place of a slider, or of several.

use crate::Result;
use ma6202_figure::Svg;
use std::fmt;

/// A picture that moves. Its first frame carries the argument: it is a figure like the others,
/// printed, and shown where nothing moves.
pub struct Moving<'a> {
    pub sliders: Vec<Slider>,
    frame: Box<Draw<'a>>,
}

/// Draws the frame for these places of the sliders.
type Draw<'a> = dyn Fn(&[usize]) -> Result<Frame> + 'a;

/// What moves a picture.
#[derive(Clone, Debug)]
pub struct Slider {
    /// What it chooses, in a few words.
    pub name: String,
    /// What it chooses at each of its places, for who cannot see it: "k = 4".
    pub places: Vec<String>,
    /// Where it stands first.
    pub start: usize,
}

/// A picture, and the numbers that it shows.
#[derive(Clone, Debug)]
pub struct Frame {
    pub picture: Svg,
    pub says: String,
}

/// All frames of a picture that moves. The places of the last slider come one after another.
#[derive(Clone, Debug)]
pub struct Frames {
    /// As [`Svg::of_frames`] makes it.
    pub picture: Svg,
    /// What each of them says.
    pub says: Vec<String>,
    /// The number of the first frame.
    pub first: usize,
}

impl Slider {
    pub fn new(name: impl Into<String>, places: Vec<String>, start: usize) -> Slider {
        Slider { name: name.into(), places, start }
    }
}

impl<'a> Moving<'a> {
    /// One that is drawn by `frame`, which is told where its sliders stand.
    pub fn new(
        sliders: impl Into<Vec<Slider>>,
        frame: impl Fn(&[usize]) -> Result<Frame> + 'a,
    ) -> Moving<'a> {
        Moving { sliders: sliders.into(), frame: Box::new(frame) }
    }

    /// The frame that carries the argument.
    ///
    /// # Errors
    /// A picture that cannot be drawn.
    pub fn first(&self) -> Result<Frame> {
        let start: Vec<usize> = self.sliders.iter().map(|slider| slider.start).collect();
        (self.frame)(&start)
    }

    /// All frames.
    ///
    /// # Errors
    /// A picture that cannot be drawn, frames of different sizes.
    pub fn all(&self) -> Result<Frames> {
        let sizes: Vec<usize> = self.sliders.iter().map(|slider| slider.places.len()).collect();
        let (mut pictures, mut says) = (Vec::new(), Vec::new());
        for number in 0..sizes.iter().product() {
            let mut left = number;
            let mut places: Vec<usize> = sizes
                .iter()
                .rev()
                .map(|size| {
                    let place = left % size;
                    left /= size;
                    place
                })
                .collect();
            places.reverse();
            let frame = (self.frame)(&places)?;
            pictures.push(frame.picture);
            says.push(frame.says);
        }
        let first = self
            .sliders
            .iter()
            .zip(&sizes)
            .fold(0, |first, (slider, size)| first * size + slider.start);
        Ok(Frames { picture: Svg::of_frames(&pictures, first)?, says, first })
    }
}

impl fmt::Debug for Moving<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.debug_struct("Moving").field("sliders", &self.sliders).finish_non_exhaustive()
    }
}
