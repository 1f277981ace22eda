/// One field of a workflow's `data`.
package struct Field: Sendable, Hashable {
  package var name: String
  package var type: FieldType
  package var title: Label
  package var isRequired: Bool
  /// Whether no two cases of the workflow may have the same value, so that the value names its case.
  package var isUnique: Bool

  package init(name: String, type: FieldType, title: Label, isRequired: Bool, isUnique: Bool) {
    self.name = name
    self.type = type
    self.title = title
    self.isRequired = isRequired
    self.isUnique = isUnique
  }
}

/// The type of a field. Persons, units and choices are stored as their codes.
package indirect enum FieldType: Sendable, Hashable {
  /// A text of at most `max` characters.
  case text(max: Int)
  case bool
  case int
  case double
  case date
  case person
  case unit
  /// Another case, stored as its number. A command may give the number or a business number.
  case `case`
  case choice(ClassScheme)
  case list(FieldType)
}

extension FieldType {
  var isOfCases: Bool { self == .case || self == .list(.case) }
}

/// A version of a classification scheme, such as the classes A to D of the National People's Congress.
package struct ClassScheme: Sendable, Hashable {
  package struct Class: Sendable, Hashable {
    package var code: String
    package var title: Label
    package init(code: String, title: Label) {
      self.code = code
      self.title = title
    }
  }
  package var name: String
  package var version: Int
  package var classes: [Class]
  package init(name: String, version: Int, classes: [Class]) {
    self.name = name
    self.version = version
    self.classes = classes
  }
}
