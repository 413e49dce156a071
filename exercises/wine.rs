//! What the wines' attributes are called in a sentence.

use crate::language::words;
use ma6202_formula::Words;

/// In the order of [`FEATURES`](ma6202::wine::FEATURES).
pub const FEATURE_NAMES: [Words; 13] = [
    words("alcohol", "alcohol"),
    words("ácido málico", "malic acid"),
    words("ceniza", "ash"),
    words("alcalinidad de la ceniza", "alcalinity of ash"),
    words("magnesio", "magnesium"),
    words("fenoles totales", "total phenols"),
    words("flavonoides", "flavanoids"),
    words("fenoles no flavonoides", "nonflavanoid phenols"),
    words("proantocianidinas", "proanthocyanins"),
    words("intensidad del color", "colour intensity"),
    words("tono", "hue"),
    words("OD280/OD315 de vinos diluidos", "OD280/OD315 of diluted wines"),
    words("prolina", "proline"),
];
