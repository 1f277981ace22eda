import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

/// A definition that uses keys of the notation, and what happens to random cases of it with and without one.
struct KeyedDefinition: Sendable {
  /// The workflow whose keys are looked at; it is the first of the files.
  let name: String
  let owner: KeyOwner
  /// The workflow whose cases are opened: itself, or the one that runs it for its tracks.
  let opened: String
  let files: [ParsedFile]

  init(_ name: String, _ body: String, beside others: [String] = [], as owner: KeyOwner = .case) throws {
    self.name = name
    self.owner = owner
    opened = owner == .case ? name : "whole"
    datesBack = body.contains(" back: {") || body.contains("\nback: {")
    let parents = owner == .case ? [] : [KeyedTexts.whole(running: name)]
    let texts = [KeyedTexts.workflow(name, body)] + others + parents + [KeyedTexts.calendar]
    files = try texts.enumerated().map { try ParsedFile(Workbench.file("\($0.offset).yaml", $0.element)) }
  }

  /// Whether it says who may date back.
  let datesBack: Bool

  /// Each use of a key in the workflow.
  var uses: [KeyUse] { KeyUse.all(in: files[0].root, of: owner) }

  /// The library of the files with the first one changed; nil where that is refused.
  func library(_ root: SourceNode? = nil) -> Library? {
    let first = root.map { ParsedFile(files[0], root: $0) } ?? files[0]
    let loaded = LibraryLoader(.none).load(parsed: [first] + files.dropFirst(), [])
    return loaded.hasErrors ? nil : loaded.library
  }

  /// What the checker says, which some keys are for.
  func findings(_ root: SourceNode? = nil) -> Set<String> {
    let first = root.map { ParsedFile(files[0], root: $0) } ?? files[0]
    let loaded = LibraryLoader().load(parsed: [first] + files.dropFirst(), [])
    return Set(loaded.diagnostics.map { "\($0.code) \($0.message)" } + loaded.lengths.map { "\($0)" })
  }

  /// What is wrong with it as it stands; nothing can be felt in a definition that is refused.
  var errors: [String] {
    LibraryLoader(.none).load(parsed: files, []).diagnostics.filter { $0.severity == .error }.map(\.description)
  }
}

/// A definition with the lives of its cases, led as far as somebody asked for them.
struct KeyedCourse {
  static let seeds: [UInt64] = Array(1...3)
  static let steps = 40

  let definition: KeyedDefinition
  private let lives: [(lead: KeyedLead, life: KeyedLife)]

  /// The stories come first, since they are short.
  init(_ definition: KeyedDefinition) throws {
    self.definition = definition
    try #require(definition.errors == [])
    let library = try #require(definition.library())
    let stories = KeyedStory.all[definition.name] ?? []
    let leads = stories.map { KeyedLead.story($0) } + Self.seeds.map { .lot(seed: $0) }
    lives = leads.map { ($0, KeyedLife($0, definition, library)) }
    for (_, life) in lives { #expect(life.refusals == [], "\(definition.name) as \(definition.owner)") }
  }

  /// Whether it makes a difference that the key is there: without it the definition is refused, a case goes otherwise
  /// or shows something else, or the checker says something else.
  func isFelt(_ use: KeyUse) -> Bool {
    guard let library = definition.library(use.without) else { return true }
    if KeyedDefinition.readByChecker.contains(use.place.key) {
      return definition.findings(use.without) != definition.findings()
    }
    return differs(library)
  }

  /// Whether some case goes otherwise, or shows something else, by that library.
  func differs(_ library: Library) -> Bool {
    lives.contains { KeyedLife($0.lead, definition, library, beside: $0.life).isDifferent }
  }
}
