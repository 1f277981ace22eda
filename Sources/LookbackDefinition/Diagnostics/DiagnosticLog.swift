import LookbackCore
import LookbackTime

/// Collects what is wrong with one file while it is read, so that all errors are reported at once.
package struct DiagnosticLog {
  let file: String
  package private(set) var diagnostics: [Diagnostic] = []

  package init(file: String) { self.file = file }

  /// The most findings that are kept of one file. Further ones are found when those are corrected.
  static let mostDiagnostics = 200

  private var isFull: Bool { diagnostics.count >= Self.mostDiagnostics }

  /// Adds an error, unless the log has as many findings as it may.
  package mutating func error(_ code: String, _ message: String, at location: SourceLocation) {
    guard !isFull else { return leaveTheRest() }
    let message = message + Self.advice(onSignsOf: message, code)
    diagnostics.append(Diagnostic(.error, code: code, message, file: file, at: location))
  }

  /// Returns advice if a message quotes a sign that only looks like the one that is expected; empty if it does not.
  private static func advice(onSignsOf message: String, _ code: String) -> String {
    guard code.hasPrefix("bad-") || code.hasPrefix("unknown-"),
      let sign = LookalikeSign.first(in: message.unicodeScalars)
    else { return "" }
    return "; there is \(sign.advice)"
  }

  private mutating func leaveTheRest() {
    guard diagnostics.count == Self.mostDiagnostics else { return }
    let place = diagnostics.first?.location ?? SourceLocation(line: 1, column: 1)
    let words = "more than \(Self.mostDiagnostics) things are wrong: mend these first, the rest is told then"
    diagnostics.append(Diagnostic(.error, code: "too-many-errors", words, file: file, at: place))
  }

  mutating func warning(_ code: String, _ message: String, at location: SourceLocation) {
    guard !isFull else { return leaveTheRest() }
    diagnostics.append(Diagnostic(.warning, code: code, message, file: file, at: location))
  }

  /// Returns the values of a mapping by key; nil, with an error, if the node is no mapping. Unknown keys are errors.
  package mutating func keys(of node: SourceNode, allowed: [String], in what: String) -> KeyedValues? {
    guard let pairs = node.pairs else {
      error("expected-mapping", "\(what) is a mapping of \(Self.list(allowed)): found \(node.kind)", at: node.location)
      return nil
    }
    var values: [String: SourceNode] = [:]
    for (key, value) in pairs {
      let name = key.text ?? ""
      if allowed.contains(name) { values[name] = value } else { unknownKey(name, allowed, what, at: key.location) }
    }
    return KeyedValues(location: node.location, values: values)
  }

  /// Returns the values of a mapping by key, with the keys that the notation allows.
  mutating func keys(of node: SourceNode, as shape: NotationShape) -> KeyedValues? {
    keys(of: node, allowed: shape.names, in: shape.phrase)
  }

  /// Reports a name that must be one of those known, and suggests the nearest.
  package mutating func unknown(
    _ code: String, _ what: String, _ name: String, among names: [String], at place: SourceLocation
  ) {
    guard !isFull else { return leaveTheRest() }
    error(code, "no \(what) is called `\(name)`\(Self.advice(name, names))", at: place)
  }

  private mutating func unknownKey(_ name: String, _ allowed: [String], _ what: String, at place: SourceLocation) {
    guard !isFull else { return leaveTheRest() }
    error("unknown-key", "\(what) has no key `\(name)`\(Self.advice(name, allowed))", at: place)
  }

  private static func advice(_ name: String, _ names: [String]) -> String {
    if let suggestion = NearestName.suggestion(for: name, among: names) { return ": did you mean `\(suggestion)`?" }
    return names.isEmpty ? ": there is none" : ": known are \(list(names))"
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(16).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 16 ? shown + " and \(names.count - 16) more" : shown
  }
}

/// The values of a mapping under known keys.
package struct KeyedValues {
  package let location: SourceLocation
  private let values: [String: SourceNode]

  package init(location: SourceLocation, values: [String: SourceNode]) {
    self.location = location
    self.values = values
  }

  /// The value under a key; nil if the mapping does not have it.
  package subscript(key: String) -> SourceNode? { values[key] }
}
