/// The declared form of a value that somebody sends. What does not have it is refused: a wrong type is never taken as
/// if nothing had been given, and null is no value either but in `data`.
package indirect enum JSONShape: Sendable, Hashable {
  case truth
  case whole(ClosedRange<Int64>)
  /// By characters.
  case text(ClosedRange<Int>)
  /// The one whose kind of value was sent.
  case either(JSONShape, JSONShape)
  case list(JSONShape, count: ClosedRange<Int>)
  case object([JSONKey])
  /// An object of any names, with texts, numbers, truths, nulls and lists of these: the fields of a case.
  case data
}

/// A name that may stand in an object, and what stands under it.
package struct JSONKey: Sendable, Hashable {
  package let name: String
  package let shape: JSONShape
  package let isNeeded: Bool

  package init(_ name: String, _ shape: JSONShape, isNeeded: Bool = false) {
    self.name = name
    self.shape = shape
    self.isNeeded = isNeeded
  }
}

/// A place where a value does not have its declared form.
package struct JSONMismatch: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case unknown(known: [String])
    case missing(JSONShape)
    case wrong(JSONShape, found: JSON)
  }

  package enum Step: Sendable, Hashable {
    case name(String)
    case index(Int)
  }

  package let path: [Step]
  package let reason: Reason

  /// As RFC 6901 writes a place; empty for the whole.
  package var pointer: String {
    path.map { step in
      switch step {
      case .name(let name): "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): "/\(index)"
      }
    }.joined()
  }
}

extension JSONShape {
  /// So many places are told at most: who sends a thousand wrong lines has one mistake.
  package static let mostMismatches = 20

  /// Where a value does not have this form; empty if it has.
  package func mismatches(of value: JSON) -> [JSONMismatch] {
    var check = Check()
    check.value(value, self)
    return check.found
  }

  private struct Check {
    var path: [JSONMismatch.Step] = []
    var found: [JSONMismatch] = []

    mutating func value(_ value: JSON, _ shape: JSONShape) {
      switch shape {
      case .either(let first, let second): either(value, first, second)
      case .list(let element, let count): list(value, element, count)
      case .object(let keys): object(value, keys)
      case .data: data(value)
      case .truth, .whole, .text: if !shape.holds(value) { note(.wrong(shape, found: value)) }
      }
    }

    private mutating func either(_ value: JSON, _ first: JSONShape, _ second: JSONShape) {
      if first.isOfKind(value) {
        self.value(value, first)
      } else if second.isOfKind(value) {
        self.value(value, second)
      } else {
        note(.wrong(.either(first, second), found: value))
      }
    }

    private mutating func list(_ value: JSON, _ element: JSONShape, _ count: ClosedRange<Int>) {
      guard let items = value.items, count.contains(items.count) else {
        return note(.wrong(.list(element, count: count), found: value))
      }
      for (index, item) in items.enumerated() where found.count < JSONShape.mostMismatches {
        within(.index(index)) { $0.value(item, element) }
      }
    }

    private mutating func object(_ value: JSON, _ keys: [JSONKey]) {
      guard case .object(let members) = value else { return note(.wrong(.object(keys), found: value)) }
      for member in members {
        within(.name(member.name)) { check in
          if let key = keys.first(where: { $0.name == member.name }) {
            check.value(member.value, key.shape)
          } else {
            check.note(.unknown(known: keys.map(\.name)))
          }
        }
      }
      for key in keys where key.isNeeded && !members.contains(where: { $0.name == key.name }) {
        within(.name(key.name)) { $0.note(.missing(key.shape)) }
      }
    }

    private mutating func data(_ value: JSON) {
      guard case .object(let members) = value else { return note(.wrong(.data, found: value)) }
      for member in members {
        within(.name(member.name)) { check in
          if !member.value.isOfField { check.note(.wrong(.data, found: member.value)) }
        }
      }
    }

    private mutating func within(_ step: JSONMismatch.Step, _ check: (inout Check) -> Void) {
      path.append(step)
      check(&self)
      path.removeLast()
    }

    private mutating func note(_ reason: JSONMismatch.Reason) {
      guard found.count < JSONShape.mostMismatches else { return }
      found.append(JSONMismatch(path: path, reason: reason))
    }
  }

  private func holds(_ value: JSON) -> Bool {
    switch (self, value) {
    case (.truth, .bool): true
    case (.whole(let range), .int(let number)): range.contains(number)
    case (.text(let range), .string(let text)): range.holdsCharacters(of: text)
    default: false
    }
  }

  private func isOfKind(_ value: JSON) -> Bool {
    switch (self, value) {
    case (.truth, .bool), (.whole, .int), (.text, .string), (.list, .array), (.object, .object), (.data, .object): true
    case (.either(let first, let second), _): first.isOfKind(value) || second.isOfKind(value)
    default: false
    }
  }
}

extension ClosedRange<Int> {
  /// Whether a text has so many characters. The long ones are not counted to their end where their bytes decide.
  fileprivate func holdsCharacters(of text: String) -> Bool {
    if text.utf8.count <= upperBound { return lowerBound == 0 || text.unicodeScalars.count >= lowerBound }
    return contains(text.unicodeScalars.count)
  }
}

extension JSON {
  /// Whether this may be the value of a field.
  fileprivate var isOfField: Bool {
    switch self {
    case .null, .bool, .int, .double, .string: true
    case .array(let items): items.allSatisfy(\.isOfField)
    case .object: false
    }
  }
}
