/// The keys that a mapping of the notation may have, and their values. Readers accept these keys and no others, and the
/// JSON Schema is made from them.
package struct NotationShape: Sendable, Hashable {
  /// A key of a mapping, with the kind of its value.
  package struct Key: Sendable, Hashable {
    package var name: String
    package var value: NotationValue
    package var isRequired: Bool
    /// What the key means, in a sentence for the schema.
    package var says: String

    static func must(_ name: String, _ value: NotationValue, _ says: String) -> Key {
      Key(name: name, value: value, isRequired: true, says: says)
    }

    static func may(_ name: String, _ value: NotationValue, _ says: String) -> Key {
      Key(name: name, value: value, isRequired: false, says: says)
    }
  }

  /// The name of the shape in the schema.
  package let name: String
  /// How messages call the mapping.
  package let phrase: String
  package let keys: [Key]

  init(_ name: String, _ phrase: String, _ keys: [Key]) {
    self.name = name
    self.phrase = phrase
    self.keys = keys
  }

  package var names: [String] { keys.map(\.name) }
}

/// The kind of value that a key may have.
package indirect enum NotationValue: Sendable, Hashable {
  case text
  case bool
  case whole(ClosedRange<Int>)
  /// One of these words, as they are written. A word that is a number is written as a number.
  case word([String])
  /// A span, such as `3 months` or `20 working days`.
  case span
  /// A guard, as an expression.
  case expression
  /// A mapping of this shape.
  case shape(NotationShape)
  case list(NotationValue)
  /// A value, or a list of such values.
  case oneOrMany(NotationValue)
  /// A mapping whose keys the author chooses.
  case map(NotationValue)
  case either([NotationValue])
}
