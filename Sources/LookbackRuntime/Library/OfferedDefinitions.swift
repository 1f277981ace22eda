import LookbackCore
import LookbackDefinition
import LookbackStore
import LookbackYAML

/// Definitions that are offered for publication: the files of a folder, or files that a client sent.
struct OfferedDefinitions: Sendable {
  /// A definition with its file and the location of its version number in it.
  struct Entry: Sendable {
    var line: DefinitionLine
    var file: String
    var place: SourceLocation
  }

  let entries: [Entry]
  /// The texts of the files by name, to show the lines of diagnostics.
  let sources: [String: SourceText]
  private let files: [ParsedFile]

  /// - Throws: `RefusedDefinitions`, or another error if the folder cannot be read or can be changed by others.
  init(folder: String) throws {
    if let place = LibraryLoader.writableByOthers(in: folder) {
      throw ConfigurationError(["\(place) can be changed by others: run `chmod -R go-w \(folder)`"])
    }
    try self.init(try LibraryLoader.files(of: folder))
  }

  init(_ files: [DefinitionFile]) throws(RefusedDefinitions) {
    var parsed: [ParsedFile] = []
    var diagnostics: [Diagnostic] = []
    for file in files.sorted(by: { $0.name < $1.name }) {
      do throws(InvalidDefinition) { parsed.append(try ParsedFile(file)) } catch { diagnostics += error.diagnostics }
      if diagnostics.count > RefusedDefinitions.most { break }
    }
    guard diagnostics.isEmpty else {
      throw RefusedDefinitions(diagnostics, sources: Self.texts(of: files, diagnostics))
    }
    self.files = parsed
    entries = parsed.compactMap { Self.entry($0.root, $0.name, $0.source.text) }
    sources = Dictionary(parsed.map { ($0.name, $0.source) }) { first, _ in first }
  }

  /// The texts of the files with diagnostics, except those that are larger than a definition may be.
  private static func texts(of files: [DefinitionFile], _ diagnostics: [Diagnostic]) -> [String: SourceText] {
    let named = Set(diagnostics.map(\.file))
    let shown = files.filter { named.contains($0.name) && $0.bytes.count <= DefinitionText.largestSize }
    let texts = shown.map { ($0.name, SourceText(String(decoding: $0.bytes, as: UTF8.self), file: $0.name)) }
    return Dictionary(texts) { first, _ in first }
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

  /// The diagnostics of definitions that change a published version. A published text must stay, because history refers
  /// to it.
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

  /// The errors in the offered files when they are read together with the published definitions.
  func errors(beside published: [DefinitionLine]) -> [Diagnostic] {
    let own = Set(files.map(\.name))
    let others = published.inUse(beside: entries.map(\.line)).map(\.asFile)
    let loaded = LibraryLoader(.files(own)).load(parsed: files, others)
    return loaded.diagnostics.filter { $0.severity == .error && own.contains($0.file) }
  }
}

extension [DefinitionLine] {
  /// The published definitions that stay in use beside these: every version of workflows and calendars, and the newest
  /// of each scheme.
  func inUse(beside others: [DefinitionLine] = []) -> [DefinitionLine] {
    let own = Set(others.map(\.key))
    let ownNames = Set(others.map { DefinitionKey(kind: $0.kind, name: $0.name, version: 0) })
    return filter { line in
      if line.kind != .classes { return !own.contains(line.key) }
      let isNewest = !contains { $0.kind == line.kind && $0.name == line.name && $0.version > line.version }
      return isNewest && !ownNames.contains(DefinitionKey(kind: line.kind, name: line.name, version: 0))
    }
  }
}

/// The name of one version of a definition.
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
