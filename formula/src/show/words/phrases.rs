//! The words, in both languages; what is put into a phrase stands at its `{}`. A comma is a pause:
//! after what says where it ends, and after an exponent, so that nothing is taken into it.

use crate::symbols::Words;
use crate::syntax::{Big, Relation};

const fn words(es: &'static str, en: &'static str) -> Words {
    Words { es, en }
}

pub const AND: Words = words("{} y {}", "{} and {}");
pub const OF: Words = words("{} de {}", "{} of {}");
pub const AT: Words = words("{} en {}", "{} at {}");
pub const BETWEEN: Words = words("{} entre {}", "{} of {}");
pub const END: Words = words("{}, fin de {},", "{}, end of {},");
pub const WHERE: Words = words("{}, donde {}", "{}, where {}");
pub const WHICH: Words = words(", que ", ", which ");
pub const PARENTHESES: Words =
    words("abre paréntesis {}, cierra paréntesis,", "open parenthesis {}, close parenthesis,");
pub const BRACKETS: Words =
    words("abre corchete {}, cierra corchete,", "open bracket {}, close bracket,");

pub const PLUS: Words = words("más", "plus");
pub const MINUS: Words = words("menos", "minus");
pub const TIMES: Words = words("por", "times");
pub const HADAMARD: Words =
    words("{}, producto de Hadamard con {}", "{}, Hadamard product with {}");
pub const DIVIDED: Words = words("{} sobre {}", "{} over {}");
pub const FRACTION: Words = words(
    "la fracción con numerador {} y denominador {}, fin de la fracción,",
    "the fraction with numerator {} and denominator {}, end of the fraction,",
);
pub const POINT: Words = words(" coma ", " point ");

pub const DERIVATIVE: Words = words("la derivada parcial", "the partial derivative");
pub const SECOND_DERIVATIVE: Words =
    words("la segunda derivada parcial", "the second partial derivative");
pub const DERIVATIVE_OF_ORDER: Words =
    words("la derivada parcial de orden {}", "the partial derivative of order {}");
pub const WITH_RESPECT_TO: Words = words("{} respecto de {}", "{} with respect to {}");
pub const PARTIAL: Words = words("la parcial", "the partial");
pub const GRADIENT: Words = words("el gradiente", "the gradient");

pub const FOR: Words = words("{} para {}", "{} for {}");
pub const FROM_TO: Words = words("{} desde {} hasta {}", "{} from {} to {}");
pub const UP_TO: Words = words("{} hasta {}", "{} up to {}");
pub const OVER: Words = words("{} sobre {}", "{} over {}");

pub const ABSOLUTE_VALUE: Words = words("el valor absoluto", "the absolute value");
pub const NORM: Words = words("la norma", "the norm");
pub const ROOT: Words = words("la raíz cuadrada", "the square root");
pub const IVERSON: Words = words("uno si {}, cero si no", "one if {}, zero otherwise");
pub const CASES: Words = words(
    "el valor según el caso, {}, fin de los casos,",
    "the value by cases, {}, end of the cases,",
);
pub const MATRIX: Words =
    words("la matriz, {}, fin de la matriz,", "the matrix, {}, end of the matrix,");
pub const ROW: Words = words("fila {}", "row {}");
pub const DOTS: Words = words("y así sucesivamente", "and so on");
pub const OR: Words = words(", o bien ", ", or ");
pub const IF: Words = words("{} si {}", "{} if {}");
pub const OTHERWISE: Words = words("si no", "otherwise");

pub const INDEX: Words = words("{} sub {}", "{} sub {}");
pub const INDICES: Words = words("el subíndice", "the subscript");
pub const LABEL: Words = words("{} superíndice {},", "{} superscript {},");
pub const LABELS: Words = words("el superíndice", "the superscript");
pub const POWER: Words = words("{} elevado a {},", "{} to the power of {},");
pub const EXPONENT: Words = words("el exponente", "the exponent");
pub const SQUARED: Words = words("{} al cuadrado", "{} squared");
pub const SQUARE_OF: Words = words("el cuadrado de {}", "the square of {}");
pub const CUBED: Words = words("{} al cubo", "{} cubed");
pub const CUBE_OF: Words = words("el cubo de {}", "the cube of {}");
pub const TRANSPOSED: Words = words("{} transpuesta", "{} transpose");
pub const TRANSPOSE_OF: Words = words("la transpuesta de {}", "the transpose of {}");
pub const STAR: Words = words("{} estrella", "{} star");
pub const PRIME: Words = words("{} prima", "{} prime");
pub const DOUBLE_PRIME: Words = words("{} doble prima", "{} double prime");
pub const PRIMES: Words = words("{} con {} primas", "{} with {} primes");
pub const IN_BASE: Words = words("{} en base {}", "{} to the base {}");
pub const BOLD: Words = words("{} en negrita", "bold {}");
pub const VARIANT: Words = words("{} variante", "variant {}");
pub const CAPITAL: Words = words("{} mayúscula", "capital {}");

pub const IS: Words = words("es", "is");

pub fn relation(relation: Relation) -> Words {
    match relation {
        Relation::Equal => words("es igual a", "is equal to"),
        Relation::NotEqual => words("es distinto de", "is different from"),
        Relation::Less => words("es menor que", "is less than"),
        Relation::AtMost => words("es menor o igual que", "is less than or equal to"),
        Relation::Greater => words("es mayor que", "is greater than"),
        Relation::AtLeast => words("es mayor o igual que", "is greater than or equal to"),
        Relation::Nearly => words("es aproximadamente igual a", "is approximately equal to"),
        Relation::To => words("pasa a ser", "becomes"),
    }
}

pub fn big(operator: &Big) -> Words {
    match operator {
        Big::Sum => words("la suma", "the sum"),
        Big::Integral(_) => words("la integral", "the integral"),
        Big::Max => words("el máximo", "the maximum"),
        Big::Min => words("el mínimo", "the minimum"),
    }
}

pub fn accented(accent: &str) -> Words {
    match accent {
        r"\bar" => words("{} barra", "{} bar"),
        r"\hat" => words("{} gorro", "{} hat"),
        _ => words("{} tilde", "{} tilde"),
    }
}

/// Others are called as they are written.
pub fn function(name: &str) -> Option<Words> {
    Some(match name {
        "ln" => words("el logaritmo natural", "the natural logarithm"),
        "log" => words("el logaritmo", "the logarithm"),
        "exp" => words("la exponencial", "the exponential"),
        "sin" => words("el seno", "the sine"),
        "cos" => words("el coseno", "the cosine"),
        "tanh" => words("la tangente hiperbólica", "the hyperbolic tangent"),
        "erfc" => words("la función de error complementaria", "the complementary error function"),
        "max" => words("el máximo", "the maximum"),
        "min" => words("el mínimo", "the minimum"),
        "diag" => words("la matriz diagonal", "the diagonal matrix"),
        "E" => words("la esperanza", "the expectation"),
        "Var" => words("la varianza", "the variance"),
        "Cov" => words("la covarianza", "the covariance"),
        _ => return None,
    })
}

/// The y of Spanish would be heard as its "and". Others are called as they are written.
pub fn letter(small: &str) -> Option<Words> {
    Some(match small {
        "y" => words("i griega", "y"),
        "alpha" => words("alfa", "alpha"),
        "epsilon" => words("épsilon", "epsilon"),
        "phi" => words("fi", "phi"),
        "ell" => words("l cursiva", "script l"),
        "infty" => words("infinito", "infinity"),
        "top" => words("transpuesta", "transpose"),
        "*" => words("estrella", "star"),
        _ => return None,
    })
}
