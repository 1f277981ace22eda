/// One entry of a workflow's `data`.
package struct Field: Sendable, Hashable {
  package var name: String
  package var type: FieldType
  package var title: Label
  package var isRequired: Bool
  /// The value names the case among all cases of the workflow.
  package var isUnique: Bool

  package init(name: String, type: FieldType, title: Label, isRequired: Bool, isUnique: Bool) {
    self.name = name
    self.type = type
    self.title = title
    self.isRequired = isRequired
    self.isUnique = isUnique
  }
}

/// What a field holds. Persons, units and choices are held by their codes.
package indirect enum FieldType: Sendable, Hashable {
  /// At most `max` characters.
  case text(max: Int)
  case bool
  case int
  case double
  case date
  case person
  case unit
  /// Another case, held by its number; given as that or as one of its business numbers.
  case `case`
  case choice(ClassScheme)
  case list(FieldType)
}

extension FieldType {
  var isOfCases: Bool { self == .case || self == .list(.case) }
}

/// A versioned classification scheme, such as the classes A–D of the National People's Congress.
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
