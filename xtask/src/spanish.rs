//! The help of xtask in Spanish; in English it is the doc comments of the options.

use ma6202_language::Spanish;

pub const SPANISH: &Spanish = &[
    ("", "Instalación y quehaceres de ma6202; no depende de libtorch"),
    ("libtorch", "Trae libtorch la primera vez, y le dice a cargo dónde está"),
    (
        "libtorch cuda",
        "Trae también las bibliotecas de CUDA (así es donde hay un controlador de NVIDIA)",
    ),
    ("exercise", "La instalación, y luego un ejercicio: `cargo xtask exercise 7 --json`"),
    ("exercise number", "El número del ejercicio"),
    ("exercise arguments", "Todo lo que sigue al número es para el programa"),
    ("test", "La instalación, y luego `cargo test` de todo el proyecto"),
    ("test arguments", "Todo lo que sigue a `test` es para `cargo test`"),
    (
        "doc",
        "La instalación, y luego `cargo doc` de todo el proyecto, con sus fórmulas compuestas: \
         `cargo xtask doc --open`",
    ),
    ("doc arguments", "Todo lo que sigue a `doc` es para `cargo doc`"),
    ("figures", "La instalación, y luego se dibujan de nuevo todas las figuras que se guardan"),
    (
        "notes",
        "La instalación, y luego encuaderna los capítulos como apuntes: `cargo xtask notes --open`",
    ),
    ("notes arguments", "Lo que se le dice al programa que los encuaderna; `--check` es para este"),
    ("starter", "Escribe el proyecto de un estudiante: los ejercicios sin sus soluciones"),
    ("starter arguments", "Lo que se le dice al programa de quien enseña"),
    ("grade", "Corrige entregas: un informe de cada una, y tablas del curso"),
    ("grade arguments", "Lo que se le dice al programa de quien enseña"),
    ("lane", "Hace la carpeta para una máquina con GPU; o guarda el registro que vuelve de ella"),
    ("lane folder", "Dónde queda la carpeta: una que todavía no existe, o está vacía"),
    (
        "lane record",
        "Revisa el registro de una corrida, lo guarda como data/gpu.json, y lo muestra en README, \
         docs y la figura",
    ),
    ("lane docs", "Escribe de nuevo lo que README y docs dicen de GPU, con los registros de data/"),
    ("<ARGUMENTS>", "ARGUMENTOS"),
    ("<DIR>", "CARPETA"),
    ("<FILE>", "ARCHIVO"),
    ("<NUMBER>", "NÚMERO"),
];
