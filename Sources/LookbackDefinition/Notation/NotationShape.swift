/// The keys that a mapping of the notation may have, and what stands under them. Readers accept these keys and no
/// others, and the JSON Schema is made of them.
package struct NotationShape: Sendable, Hashable {
  package struct Key: Sendable, Hashable {
    package var name: String
    package var value: NotationValue
    package var isRequired: Bool
    package var says: String

    static func must(_ name: String, _ value: NotationValue, _ says: String) -> Key {
      Key(name: name, value: value, isRequired: true, says: says)
    }

    static func may(_ name: String, _ value: NotationValue, _ says: String) -> Key {
      Key(name: name, value: value, isRequired: false, says: says)
    }
  }

  package let name: String
  /// As messages call it.
  package let phrase: String
  package let keys: [Key]

  init(_ name: String, _ phrase: String, _ keys: [Key]) {
    self.name = name
    self.phrase = phrase
    self.keys = keys
  }

  package var names: [String] { keys.map(\.name) }
}

/// What may stand under a key.
package indirect enum NotationValue: Sendable, Hashable {
  case text
  case bool
  case whole(ClosedRange<Int>)
  /// One of these, as they are written; a number among them is written as one.
  case word([String])
  /// `3 months`, `20 working days`.
  case span
  /// A guard.
  case expression
  /// A mapping of this shape.
  case shape(NotationShape)
  case list(NotationValue)
  /// A value, or a list of such values.
  case oneOrMany(NotationValue)
  /// A mapping with keys of the author's own.
  case map(NotationValue)
  case either([NotationValue])
}
