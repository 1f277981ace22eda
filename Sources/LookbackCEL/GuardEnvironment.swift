/// What a guard can see; implemented by the type that knows the case.
package protocol GuardEnvironment {
  /// nil if there is no such name.
  func value(named name: String) -> Value?
  /// One field of a name whose value is a map, so that the whole map need not be made; nil to have `value(named:)` asked.
  func field(_ field: String, of name: String) -> FieldValue?
  /// What the code of something else names, with its fields; nil where nothing is looked up.
  func referred(_ code: String) -> Value?
  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value
  /// What this evaluation and others may take together; nil if nobody counts that.
  var allowance: StepAllowance? { get }
}

extension GuardEnvironment {
  package var allowance: StepAllowance? { nil }
  package func field(_ field: String, of name: String) -> FieldValue? { nil }
  package func referred(_ code: String) -> Value? { nil }
}

/// What an environment knows of a field.
package enum FieldValue: Sendable {
  case value(Value)
  /// Declared, and reads as null; `has()` says no.
  case unset
  /// Reading it is an error; `has()` says no.
  case absent
}

/// Names with values and no functions.
package struct Bindings: GuardEnvironment, Sendable {
  package var values: [String: Value]
  package init(_ values: [String: Value] = [:]) { self.values = values }
  package func value(named name: String) -> Value? { values[name] }
  package func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(UnsupportedCEL.refusal(ofFunction: function))
  }
}

package struct Evaluation: Sendable {
  package let value: Value
  /// The values that were read, in order, each once.
  package let readings: [Reading]
}

/// A value that a guard read, under the path by which it was named.
package struct Reading: Hashable, Sendable {
  package let path: String
  package let value: Value
  package init(path: String, value: Value) {
    self.path = path
    self.value = value
  }
}
