//! One grower's wines against the rest.

use super::{Logistic, Reading};
use crate::Result;
use crate::error::{expect_below, expect_some};
use crate::wine::{CLASSES, FEATURES, Standardiser, Wine, expect_feature};
use nalgebra::DVector;

/// All attributes: by them, a plane tells each class from the rest.
pub const ALL: [usize; FEATURES.len()] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/// Is a wine of this class? By a constant and some attributes, standardised over all wines.
///
/// # Shapes
/// X (n, 1 + attributes), t (n).
///
/// # Errors
/// No such class, no attributes or one that there is not.
pub fn grower(wine: &Wine, class: usize, attributes: &[usize]) -> Result<Logistic> {
    expect_below("class", class, CLASSES)?;
    expect_some("attributes", attributes.len())?;
    attributes.iter().try_for_each(|&attribute| expect_feature(attribute))?;
    let z = Standardiser::fit(&wine.x)?.transform(&wine.x)?.select_columns(attributes);
    let labels = wine.class.iter().map(|&other| f64::from(other == class));
    let t = DVector::from_iterator(wine.class.len(), labels);
    Logistic::new(z.insert_column(0, 1.0), t, Reading::CrossEntropy, 0.0)
}
