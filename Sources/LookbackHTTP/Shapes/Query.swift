import Foundation
import Hummingbird
import LookbackJSON
import LookbackTime

/// The parameters of an address, which stand after its question mark, in the form that the route declares.
struct Query: Sendable {
  private let values: JSON

  /// Makes a query without parameters.
  init() { values = .object([]) }

  /// - Throws: a problem if a name is unknown or given twice, or if a value is not of the declared form.
  init(_ request: Request, _ keys: [JSONKey], _ language: Language) throws {
    var members: [JSON.Member] = []
    for (name, value) in request.uri.queryParameters {
      let name = name.removingPercentEncoding ?? String(name)
      guard !members.contains(where: { $0.name == name }) else {
        throw Problem.givenTwice(name)
      }
      let shape = keys.first { $0.name == name }?.shape
      members.append(JSON.Member(name: name, value: JSON(String(value), as: shape)))
    }
    values = .object(members)
    try check(keys, language)
  }

  private func check(_ keys: [JSONKey], _ language: Language) throws {
    let mismatches = JSONShape.object(keys).mismatches(of: values)
    guard mismatches.isEmpty else { throw Problem(query: mismatches, in: language) }
  }

  subscript(name: String) -> JSON? { values[name] }

  /// The parameters under their names.
  var members: [JSON.Member] { if case .object(let members) = values { members } else { [] } }
}

extension JSON {
  /// Reads the text of a parameter as the declared kind of value; it stays a text if it is none.
  fileprivate init(_ text: String, as shape: JSONShape?) {
    switch shape {
    case .truth where text == "true": self = .bool(true)
    case .truth where text == "false": self = .bool(false)
    case .whole:
      let number = Int64(text).flatMap { String($0) == text ? $0 : nil }
      self = number.map { .int($0) } ?? .string(text)
    default: self = .string(text)
    }
  }
}
