/// A text file of the repository, by its path from the root.
struct SourceFile: Sendable {
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// `CivilDate+Text.swift`.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// `CivilDate+Text`.
  var stem: String { name.split(separator: ".").first.map(String.init) ?? name }

  /// The folder under `Sources`, `Tests` or `Benchmarks`; nil elsewhere.
  var target: String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, ["Sources", "Tests", "Benchmarks"].contains(parts[0]) else { return nil }
    return String(parts[1])
  }

  func violation(_ problem: String) -> Violation { Violation(place: path, problem: problem) }

  func violation(_ line: Int, _ problem: String) -> Violation {
    Violation(place: "\(path):\(line)", problem: problem)
  }
}

/// Where a rule is broken, and how.
struct Violation: Sendable, Hashable, CustomStringConvertible {
  let place: String
  let problem: String
  var description: String { "\(place): \(problem)" }
}
