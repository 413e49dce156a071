fn main() -> std::process::ExitCode {
    ma6202_exercises::exercise_6_backpropagation::main()
}
