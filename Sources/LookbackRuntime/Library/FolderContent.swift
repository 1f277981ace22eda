import LookbackCore
import LookbackStore
import LookbackYAML

/// What a folder of definitions holds, fit to be published.
struct FolderContent: Sendable {
  /// A definition with the file it stands in and the place of its version there.
  struct Entry: Sendable {
    var line: DefinitionLine
    var file: String
    var place: SourceLocation
  }

  let sources: [String: SourceText]
  let entries: [Entry]

  var files: [DefinitionFile] { sources.map { DefinitionFile(name: $0.key, bytes: Array($0.value.text.utf8)) } }

  /// - Throws: `RefusedDefinitions`, or that the folder cannot be read.
  init(folder: String) throws {
    let loaded = try LibraryLoader().load(folder, .skipBroken)
    guard !loaded.hasErrors else {
      throw RefusedDefinitions(diagnostics: loaded.diagnostics, sources: loaded.sources)
    }
    try self.init(sources: loaded.sources)
  }

  init(sources: [String: SourceText]) throws(InvalidDefinition) {
    self.sources = sources
    var entries: [Entry] = []
    for (file, source) in sources.sorted(by: { $0.key < $1.key }) {
      let root = try YAMLReader.read(DefinitionText(source.text, file: file))
      if let entry = Self.entry(root, file, source.text) { entries.append(entry) }
    }
    self.entries = entries
  }

  private static func entry(_ root: SourceNode, _ file: String, _ text: String) -> Entry? {
    let kinds: [(String, DefinitionLine.Kind)] = [
      ("workflow", .workflow), ("classes", .classes), ("calendar", .calendar),
    ]
    for (key, kind) in kinds {
      guard let name = root[key]?.text else { continue }
      let version = root["version"]
      return Entry(
        line: DefinitionLine(kind: kind, name: name, version: version?.int ?? 1, source: text), file: file,
        place: version?.location ?? root.location)
    }
    return nil
  }

  /// What stands under a published version but reads otherwise: history refers to it, so it must stay.
  func changes(of published: [DefinitionLine]) -> [Diagnostic] {
    let known = Dictionary(published.map { ($0.key, $0) }) { first, _ in first }
    return entries.compactMap { entry in
      guard let old = known[entry.line.key], old.digest != entry.line.digest else { return nil }
      let newest = published.filter { $0.kind == old.kind && $0.name == old.name }.map(\.version).max() ?? old.version
      return Diagnostic(
        code: "published-version-changed",
        "version \(old.version) of \(old.kind.rawValue) \(old.name) is published and reads otherwise: "
          + "publish this as version \(newest + 1), or restore the text",
        file: entry.file, at: entry.place)
    }
  }

  /// Published definitions that are used beside those of the folder: every other version of a workflow, and the newest
  /// calendars and schemes that are not in the folder.
  func retained(of published: [DefinitionLine]) -> [DefinitionLine] {
    let own = Set(entries.map(\.line.key))
    let ownNames = Set(entries.map { DefinitionKey(kind: $0.line.kind, name: $0.line.name, version: 0) })
    return published.filter { line in
      if line.kind == .workflow { return !own.contains(line.key) }
      let isNewest = !published.contains { $0.kind == line.kind && $0.name == line.name && $0.version > line.version }
      return isNewest && !ownNames.contains(DefinitionKey(kind: line.kind, name: line.name, version: 0))
    }
  }
}

/// What names one version of a definition.
struct DefinitionKey: Hashable, Sendable {
  var kind: DefinitionLine.Kind
  var name: String
  var version: Int
}

extension DefinitionLine {
  var key: DefinitionKey { DefinitionKey(kind: kind, name: name, version: version) }

  var asFile: DefinitionFile {
    DefinitionFile(name: "published/\(kind.rawValue)-\(name)-\(version).yaml", bytes: Array(source.utf8))
  }
}
