fn main() -> std::process::ExitCode {
    ma6202_exercises::program::main::<ma6202_exercises::exercise_5_logistic::Exercise5>()
}
