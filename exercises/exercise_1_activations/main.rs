fn main() -> std::process::ExitCode {
    ma6202_exercises::exercise_1_activations::main()
}
