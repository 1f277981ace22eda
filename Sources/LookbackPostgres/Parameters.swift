/// The values for one run of a statement.
///
/// A dictionary literal gives them by name: `["case_ids": .int8s(ids), "owner": .text(owner)]`. An array literal gives
/// them by position, for statements that are written with `$1`, `$2` …
package struct Parameters: Sendable {
  /// One name for each value. The name of a value that is given by position is empty.
  private var names: [String]
  private var values: [Parameter]

  /// Returns the values of both, those of the left first.
  package static func + (left: Parameters, right: Parameters) -> Parameters {
    var sum = left
    sum.names += right.names
    sum.values += right.values
    return sum
  }
}

extension Parameters: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Parameter...) {
    names = Array(repeating: "", count: elements.count)
    values = elements
  }
}

extension Parameters: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Parameter)...) {
    names = elements.map(\.0)
    values = elements.map(\.1)
  }
}

extension Parameters {
  /// Returns the values in the order of `$1`, `$2` …
  ///
  /// Values that are named in the order of the statement, as they usually are, cost one comparison each.
  /// - Throws: `PostgresError` of kind `.parameter` if a name is missing, unknown or given twice, or if a statement
  ///   with names gets values by position. That is a mistake in this program.
  func arranged(for statement: Statement) throws(PostgresError) -> [Parameter] {
    if let problem = statement.problem { throw Self.refusal(problem, statement) }
    if names == statement.parameters { return values }
    if statement.parameters.isEmpty, names.allSatisfy(\.isEmpty) { return values }
    var arranged: [Parameter] = []
    for name in statement.parameters {
      let places = names.indices.filter { names[$0] == name }
      guard let place = places.first else {
        throw Self.refusal("no value for @\(name), \(Self.expectation(of: statement))", statement)
      }
      guard places.count == 1 else {
        throw Self.refusal("\(places.count) values for @\(name), expected one", statement)
      }
      arranged.append(values[place])
    }
    if let unknown = names.first(where: { !statement.parameters.contains($0) }) {
      let found = unknown.isEmpty ? "a value without a name" : "a value for @\(unknown)"
      throw Self.refusal("\(found), \(Self.expectation(of: statement))", statement)
    }
    return arranged
  }

  private static func expectation(of statement: Statement) -> String {
    guard !statement.parameters.isEmpty else { return "expected values by position" }
    return "expected one value each for " + statement.parameters.map { "@\($0)" }.joined(separator: ", ")
  }

  private static func refusal(_ words: String, _ statement: Statement) -> PostgresError {
    PostgresError(.parameter, words, statement: statement.name)
  }
}
