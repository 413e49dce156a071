fn main() -> std::process::ExitCode {
    ma6202_exercises::exercise_7_wine::main()
}
