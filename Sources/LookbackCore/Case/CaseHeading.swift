import LookbackCEL
package import LookbackTime

/// How lists show a case.
package struct CaseHeading: Sendable, Hashable {
  package var title: String
  /// The business date of the opening.
  package var openedOn: CivilDate
}

extension Case {
  /// Returns how lists show the case now.
  package func heading(in library: Library) -> CaseHeading {
    CaseHeading(title: title(in: library), openedOn: openedOn(in: library))
  }

  /// The values of the case's unique fields.
  package func uniqueValues(in library: Library) -> [UniqueValue] {
    library.workflow(root.workflow).map { UniqueValue.all(of: root.data, in: $0) } ?? []
  }

  /// The unique values that the case has given up and taken since `before`; nil means since it was opened.
  func uniqueValues(since before: Case?, in library: Library) -> Delta<UniqueValue> {
    if let before, tellsSame(as: before) { return Delta() }
    return Delta(from: before?.uniqueValues(in: library) ?? [], to: uniqueValues(in: library))
  }

  /// Whether heading and unique values of both are the same. They depend on the workflow and the data of the root track
  /// alone.
  func tellsSame(as other: Case) -> Bool {
    root.workflow == other.root.workflow && root.data == other.root.data
  }

  private func openedOn(in library: Library) -> CivilDate {
    let mark = root.marks[Workflow.opening]?.last.on
    return mark ?? library.workflow(root.workflow).map { library.date(at: opened, in: $0) } ?? CivilDate(days: 0)
  }

  /// The title: the values of unique fields, then the first other text, where required fields come before optional
  /// ones. A field that not everybody may see who sees the case is in no title.
  private func title(in library: Library) -> String {
    guard let workflow = library.workflow(root.workflow) else { return "" }
    let fields = workflow.fields.filter { workflow.visibility.fields[$0.name] == nil }
    func texts(_ wanted: (Field) -> Bool) -> [String] {
      fields.filter(wanted).compactMap { field in
        if case .string(let text)? = root.data[field.name] { return text }
        return nil
      }
    }
    let names = texts { $0.isUnique }
    func isOtherText(_ field: Field) -> Bool {
      if case .text = field.type { return !field.isUnique }
      return false
    }
    let subject = texts { isOtherText($0) && $0.isRequired } + texts { isOtherText($0) && !$0.isRequired }
    return (names + subject.prefix(1)).joined(separator: " ")
  }
}
