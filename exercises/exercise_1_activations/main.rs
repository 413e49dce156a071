fn main() -> std::process::ExitCode {
    ma6202_exercises::program::main::<ma6202_exercises::exercise_1_activations::Exercise1>()
}
