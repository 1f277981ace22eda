package import LookbackCEL

/// The persons, units and other cases that exist, as far as a command names them.
package struct Directory: Sendable, Hashable {
  package var persons: Set<String>
  package var units: Set<String>
  /// Those of the named units that are gone.
  package var dissolved: Set<String> = []
  /// Those of the named persons who are not active today.
  package var retired: Set<String> = []
  /// The cases by the names that the command uses: the case number, which always means that case, or a business number.
  /// A name has more than one case if it is ambiguous.
  package var cases: [String: Set<CaseID>]
  /// The names of those to whom these cases are shown, as in `Actor.names`. A case that is missing is shown to everybody,
  /// as in simulations.
  package var readers: [CaseID: Set<String>] = [:]

  package init(persons: Set<String> = [], units: Set<String> = [], cases: [String: Set<CaseID>] = [:]) {
    self.persons = persons
    self.units = units
    self.cases = cases
  }
}

extension Directory {
  /// Whether a case that a name means is shown to the actor.
  func isShown(_ id: CaseID, to actor: Actor) -> Bool {
    guard case .person = actor, let readers = readers[id] else { return true }
    return actor.names.contains(where: readers.contains)
  }

  /// The value with every name resolved: cases become their numbers, persons and units stay as they are. A case that
  /// the actor may not see does not exist for the actor.
  /// - Throws: `unknownCode` or `ambiguousCase`.
  package func resolved(_ value: Value, of type: FieldType, in field: String, for actor: Actor) throws(Rejection)
    -> Value
  {
    switch (type, value) {
    case (.list(let element), .list(let values)):
      var found: [Value] = []
      for value in values { found.append(try resolved(value, of: element, in: field, for: actor)) }
      return .list(found)
    case (.person, .string(let code)) where !persons.contains(code):
      throw .unknownCode(field: field, kind: .person, code: code)
    case (.person, .string(let code)) where retired.contains(code):
      throw .unknownCode(field: field, kind: .retired, code: code)
    case (.unit, .string(let code)) where dissolved.contains(code):
      throw .unknownCode(field: field, kind: .dissolved, code: code)
    case (.unit, .string(let code)) where !units.contains(code):
      throw .unknownCode(field: field, kind: .unit, code: code)
    case (.case, .string(let name)): return .string(try number(of: name, in: field, for: actor))
    default: return value
    }
  }

  private func number(of name: String, in field: String, for actor: Actor) throws(Rejection) -> String {
    let found = (cases[name] ?? []).filter { isShown($0, to: actor) }
    guard let first = found.first else {
      throw .unknownCode(field: field, kind: .case, code: name)
    }
    guard found.count == 1 else { throw .ambiguousCase(field: field, name: name, cases: found.sorted()) }
    return first.description
  }
}

extension Command {
  /// The persons, units and cases that this command names in fields of any published workflow.
  package func names(in library: Library) -> Directory.Names {
    var names = Directory.Names()
    let data = request.data
    guard !data.isEmpty else { return names }
    for workflow in library.workflows.values {
      for field in workflow.fields { if let value = data[field.name] { names.add(value, of: field.type) } }
    }
    return names
  }
}

extension Directory {
  /// The names that must be looked up.
  package struct Names: Sendable, Hashable {
    package var persons: Set<String> = []
    package var units: Set<String> = []
    package var cases: Set<String> = []

    package init() {}

    /// A directory in which all names exist, for simulations without an organisation. Cases are named by their numbers.
    package var assumed: Directory {
      let numbered = cases.map { name in
        let number = name.hasPrefix("id:") ? String(name.dropFirst(3)) : name
        return (name, Set(Int64(number).map { [CaseID($0)] } ?? []))
      }
      return Directory(persons: persons, units: units, cases: Dictionary(numbered) { first, _ in first })
    }

    /// Adds the names of another command.
    package mutating func formUnion(_ other: Names) {
      persons.formUnion(other.persons)
      units.formUnion(other.units)
      cases.formUnion(other.cases)
    }

    fileprivate mutating func add(_ value: Value, of type: FieldType) {
      let element = if case .list(let element) = type { element } else { type }
      guard [.person, .unit, .case].contains(element), let checked = try? type.checked(value) else { return }
      switch element {
      case .person: persons.formUnion(checked.codes)
      case .unit: units.formUnion(checked.codes)
      default: cases.formUnion(checked.codes)
      }
    }
  }
}
