/// The declared form of a value that somebody sends, or is sent. What does not have it is refused: a wrong type is never
/// taken as if nothing had been given, and null is no value either but in `data` and where it is declared.
package indirect enum JSONShape: Sendable, Hashable {
  case truth
  case whole(ClosedRange<Int64>)
  /// By characters.
  case text(ClosedRange<Int>)
  /// A day as a text, such as `2020-08-12`. Whether there is such a day is checked when it is read.
  case day
  /// A moment as RFC 3339 writes it.
  case moment
  /// One of these texts.
  case choice([String])
  case null
  /// The one whose kind of value was sent; of two objects or lists the one that it has the form of.
  case either(JSONShape, JSONShape)
  case list(JSONShape, count: ClosedRange<Int>)
  case object([JSONKey])
  /// An object of any names, each with a value of this form.
  case named(JSONShape)
  case any
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
      case .named(let shape): named(value, shape)
      case .data: data(value)
      case .truth, .whole, .text, .day, .moment, .choice, .null, .any:
        if !shape.holds(value) { note(.wrong(shape, found: value)) }
      }
    }

    private mutating func either(_ value: JSON, _ first: JSONShape, _ second: JSONShape) {
      if first.isOfKind(value), second.isOfKind(value), second.mismatches(of: value).isEmpty { return }
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

    private mutating func named(_ value: JSON, _ shape: JSONShape) {
      guard case .object(let members) = value else { return note(.wrong(.named(shape), found: value)) }
      for member in members { within(.name(member.name)) { $0.value(member.value, shape) } }
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
    case (.day, .string(let text)), (.moment, .string(let text)): Self.ofDay.holdsCharacters(of: text)
    case (.choice(let texts), .string(let text)): texts.contains(text)
    case (.null, .null), (.any, _): true
    default: false
    }
  }

  /// The characters of a day or a moment, with room for what is not written as it should be: how it is written is told
  /// when it is read.
  package static let ofDay = 1...40

  private func isOfKind(_ value: JSON) -> Bool {
    switch (self, value) {
    case (.truth, .bool), (.whole, .int), (.text, .string), (.day, .string), (.moment, .string), (.choice, .string),
      (.null, .null), (.list, .array), (.object, .object), (.named, .object), (.data, .object), (.any, _):
      true
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
