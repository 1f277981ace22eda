extension Deadline {
  /// The explanation, one line a step.
  package func text(in language: Language) -> [String] { steps.map { $0.text(in: language) } }
}

extension ExplanationStep {
  /// One line, without full stop.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
