extension Deadline {
  /// The explanation, one line a step.
  package func text(in language: Language) -> [String] {
    steps.map { step in
      switch language {
      case .english: step.english
      case .chinese: step.chinese
      }
    }
  }
}
