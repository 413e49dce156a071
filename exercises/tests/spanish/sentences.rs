//! Errors as a reader meets them, in English and in Spanish.

use crate::common::empty_folder;
use ma6202::activation::Activation;
use ma6202::boxcar::Boxcar;
use ma6202::dag::Dag;
use ma6202::mlp::{Layer, Mlp};
use ma6202::oracle::{Device, Referee, at_most, compare, cuda_devices};
use ma6202::wine::Wine;
use ma6202_exercises::language::Language;
use ma6202_exercises::program::told;
use ma6202_exercises::record::{StudyRecord, check_writable};
use ma6202_exercises::{Error, spanish};
#[cfg(not(feature = "png-pdf"))]
use ma6202_figure::Format;
use nalgebra::{DMatrix, DVector, Vector2};
use rstest::rstest;
use std::io;
use std::path::{Path, PathBuf};

/// What the error says in both languages; of a path the last part.
#[track_caller]
fn assert_said(error: impl Into<Error>, english: &str, spanish: &str) {
    let error = error.into();
    let said = |language| told(&error, language).replace(&folder(), "");
    assert_eq!(said(Language::En), english);
    assert_eq!(said(Language::Es), spanish);
}

fn folder() -> String {
    format!("{}/", env!("CARGO_TARGET_TMPDIR"))
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = empty_folder(format!("spanish_{name}")).join("wine.data");
    std::fs::write(&path, bytes).expect("a file for this test can be written");
    path
}

#[rstest]
#[case::empty(
    "empty",
    b"",
    "lines of the wine table: expected at least one, got none",
    "líneas de la tabla de vinos: se esperaba 1 o más, pero hay 0"
)]
#[case::another_class(
    "class",
    b"4,1,2,3,4,5,6,7,8,9,10,11,12,13\n",
    "line 1, column 1: expected a class: 1, 2 or 3, got \"4\"",
    "línea 1, columna 1: se esperaba una clase: 1, 2 o 3, pero llegó \"4\""
)]
#[case::no_number(
    "number",
    b"\n1,1,many,3,4,5,6,7,8,9,10,11,12,13\n",
    "line 2, column 3: expected a finite number (Malic acid), got \"many\"",
    "línea 2, columna 3: se esperaba un número finito (ácido málico), pero llegó \"many\""
)]
#[case::columns(
    "columns",
    b"1,2\n",
    "line 1, column 3: expected 14 columns (the class and 13 numbers), got 2",
    "línea 1, columna 3: se esperaba una línea de 14 columnas (la clase y 13 números), pero llegó 2"
)]
#[case::bytes(
    "bytes",
    b"1,\xff\n",
    "line 1, column 2: expected UTF-8 text, got byte 0xFF",
    "línea 1, columna 2: se esperaba texto en UTF-8, pero llegó el byte 0xFF"
)]
fn a_damaged_wine_file(
    #[case] name: &str,
    #[case] bytes: &[u8],
    #[case] english: &str,
    #[case] spanish: &str,
) {
    let error = Wine::read(&file(name, bytes)).unwrap_err();
    let of = |said: &str| format!("spanish_{name}/wine.data: {said}");
    assert_said(error, &of(english), &of(spanish));
}

#[cfg(target_os = "linux")]
#[rstest]
#[case::missing("spanish_no_file", "no existe")]
#[case::a_folder("", "es una carpeta, no un archivo")]
fn a_wine_file_that_cannot_be_read(#[case] name: &str, #[case] why: &str) {
    let error = Wine::read(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)).unwrap_err();
    let english = error.to_string().replace(&folder(), "");
    assert_said(error, &english, &format!("{name}: {why}"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_that_cannot_be_written() {
    let path = file("record", b"").join("record.json");
    let error = check_writable(Some(&path)).unwrap_err();
    assert_said(
        error,
        "spanish_record/wine.data/record.json: Not a directory (os error 20)",
        "spanish_record/wine.data/record.json: una parte de la ruta no es una carpeta",
    );
}

#[rstest]
#[case::missing(io::ErrorKind::NotFound, "no existe")]
#[case::permission(io::ErrorKind::PermissionDenied, "no hay permiso")]
#[case::full(io::ErrorKind::StorageFull, "el disco está lleno")]
#[case::interrupted(io::ErrorKind::Interrupted, "se interrumpió")]
#[case::there_already(io::ErrorKind::AlreadyExists, "ya existe")]
fn what_the_system_says(#[case] kind: io::ErrorKind, #[case] why: &str) {
    let error = Error::Io { path: "x".into(), source: kind.into() };
    assert_said(error, &format!("x: {kind}"), &format!("x: {why}"));
}

#[test]
fn an_error_of_the_system_without_a_name_has_a_number() {
    let error = Error::Io { path: "x".into(), source: io::Error::from_raw_os_error(9999) };
    assert_eq!(told(&error, Language::Es), "x: error 9999 del sistema");
}

#[rstest]
#[case::an_end("{", "línea 1, columna 1: se acaba antes de lo esperado")]
#[case::no_json("{x", "línea 1, columna 2: no es JSON")]
#[case::a_type(
    "[1]",
    "línea 1, columna 2: el tipo no corresponde: hay el número entero `1`, se esperaba un objeto Made"
)]
#[case::a_field(
    "{\n\"nothing\": 1}",
    "línea 2, columna 9: el campo `nothing` no se conoce, se esperaba `made` o `entries`"
)]
fn a_damaged_record(#[case] text: &str, #[case] spanish: &str) {
    let error = StudyRecord::<f64>::parse("boxes.json", text).unwrap_err();
    let english = error.to_string();
    assert!(english.starts_with("record boxes.json: "), "{english}");
    assert_said(error, &english, &format!("registro boxes.json: {spanish}"));
}

#[rstest]
#[case::nobody(
    "foo",
    "activation: expected identity, ",
    "función de activación: se esperaba identity, ",
    ", pero llegó «foo»"
)]
#[case::negative(
    "elu:-1",
    "alpha of elu: expected a positive number, from 1e-18 to 1e18, got -1",
    "alpha de elu: se esperaba un número positivo, de 1e-18 a 1e18, ",
    "pero llegó -1"
)]
#[case::no_number(
    "rrelu:x,1",
    "parameters of rrelu: expected rrelu:lower,upper, each a number, got x,1",
    "parámetros de rrelu: se esperaba rrelu:lower,upper, cada uno un número, ",
    "pero llegó x,1"
)]
#[case::none(
    "relu:1",
    "parameters of relu: expected none, got 1",
    "parámetros de relu: se esperaba ninguno, ",
    "pero llegó 1"
)]
fn a_wrong_activation(
    #[case] name: &str,
    #[case] english: &str,
    #[case] begins: &str,
    #[case] ends: &str,
) {
    let error = Error::from(name.parse::<Activation>().unwrap_err());
    assert!(error.to_string().starts_with(english), "{error}");
    let spanish = told(&error, Language::Es);
    assert!(spanish.starts_with(begins) && spanish.ends_with(ends), "{spanish}");
}

#[test]
fn a_box_that_ends_before_it_begins() {
    assert_said(
        Boxcar::new(2.0, -1.0, 1.0, 1.0).unwrap_err(),
        "edges a, b of the box: expected a < b, got a = 2, b = -1",
        "bordes a, b del cajón: se esperaba a < b, pero llegó a = 2, b = -1",
    );
}

#[test]
fn a_gpu_that_is_not_there() {
    let of = |why: &str| ma6202::Error::Device { device: "cuda".into(), why: why.into() };
    assert_said(
        of("no NVIDIA driver (libcuda.so.1) on this machine"),
        "device cuda: no NVIDIA driver (libcuda.so.1) on this machine",
        "dispositivo cuda: esta máquina no tiene el controlador de NVIDIA (libcuda.so.1)",
    );
    assert_said(
        of("there is a driver, but torch's CUDA library does not load (no such file); \
            `cargo xtask libtorch --cuda` fetches it"),
        "device cuda: there is a driver, but torch's CUDA library does not load (no such file); \
         `cargo xtask libtorch --cuda` fetches it",
        "dispositivo cuda: hay un controlador, pero la biblioteca CUDA de torch no carga («no such file»); \
         `cargo xtask libtorch --cuda` la trae",
    );
    if let Err(error) = cuda_devices() {
        let spanish = told(&error.into(), Language::Es);
        assert!(!spanish.starts_with("dispositivo cuda: «"), "{spanish}");
    }
}

#[test]
fn shapes_and_numbers() {
    let layer = |w: DMatrix<f64>| {
        let b = DVector::zeros(w.ncols());
        Mlp::new(vec![Layer { w, b, activation: Activation::Relu }])
    };
    assert_said(
        layer(DMatrix::from_element(2, 3, f64::NAN)).unwrap_err(),
        "weights W of layer 0: expected finite numbers, got NaN in row 0, column 0",
        "pesos W de la capa 0: se esperaban números finitos, pero hay NaN en la fila 0, columna 0",
    );
    let network = layer(DMatrix::zeros(2, 3)).unwrap();
    assert_said(
        network.forward(&DMatrix::zeros(4, 5)).unwrap_err(),
        "samples x: expected shape (4, 2), got (4, 5)",
        "muestras x: se esperaba el tamaño 4 × 2 (filas × columnas), pero llegó 4 × 5",
    );
}

#[test]
fn a_cycle() {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let s = dag.sum("s", &[x]).unwrap();
    assert_said(
        dag.connect(s, s).unwrap_err(),
        "the edge s → s closes a cycle: s → s; leave it out, or unroll the cycle in time",
        "el arco s → s cierra un ciclo: s → s; quítelo o desenrolle el ciclo en el tiempo",
    );
}

#[test]
fn a_descent_that_diverges_and_one_without_an_end() {
    assert_said(
        ma6202::Error::Diverged { step: 7, loss: f64::INFINITY },
        "descent diverged: the loss is inf at step 7; try a smaller learning rate",
        "el descenso diverge: la pérdida es ∞ en el paso 7; pruebe con una tasa de aprendizaje menor",
    );
    let spanish = told(&ma6202::Error::Separated { case: "overlap" }.into(), Language::Es);
    assert!(spanish.contains("linealmente separables, pero hay traslape;"), "{spanish}");
    let torch = ma6202::Error::Torch("CUDA out of memory".into());
    assert_said(torch, "torch: CUDA out of memory", "torch: «CUDA out of memory»");
}

#[cfg(not(feature = "png-pdf"))]
#[test]
fn a_format_that_is_not_built_in() {
    let error = Error::from(Format::Pdf.check().unwrap_err());
    let spanish = told(&error, Language::Es);
    assert!(
        spanish.starts_with(
            "formato de una figura: se esperaba svg, pero llegó pdf, que este programa no trae: "
        ),
        "{spanish}"
    );
}

#[test]
fn checks() {
    let (ours, theirs) = (Vector2::new(1.0, 2.0), Vector2::new(1.0, 3.0));
    let check = compare("weights w", Referee::Autograd(Device::CPU), &ours, &theirs).unwrap();
    assert_eq!(
        spanish::check(&check),
        "pesos w contra autograd en cpu f64: error relativo 3.3e-1, tolerancia 1e-12; \
         el peor en (1, 0): nuestro 2e0, suyo 3e0"
    );
    let check = at_most("batch means", &[2.0], &[1.0]).unwrap();
    assert_eq!(
        spanish::check(&check),
        "medias de lotes contra cota en cpu f64: error relativo 2.0e0, tolerancia 1e0; \
         el peor: 2e0, a lo más 1e0"
    );
    let check = compare("points of unknown things", Referee::Tape, &ours, &ours).unwrap();
    assert!(spanish::check(&check).starts_with("puntos de «unknown things» contra cinta en "));
    let check = compare("unknown things", Referee::Tape, &ours, &ours).unwrap();
    assert!(spanish::check(&check).starts_with("«unknown things» contra cinta en "));
}

#[test]
fn values_of_options() {
    let refused = spanish::value::<Activation>("elu:-1").unwrap_err();
    assert!(refused.es.starts_with("alpha de elu: se esperaba"), "{}", refused.es);
    assert!(refused.en.starts_with("alpha of elu: expected"), "{}", refused.en);
}
