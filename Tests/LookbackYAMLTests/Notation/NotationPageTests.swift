import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("The pages on the notation tell the truth")
struct NotationPageTests {
  private static func load(_ texts: [String]) -> LibraryLoader.Loaded {
    let files = texts.enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) }
    return LibraryLoader().load(files + [Workbench.file("plain.yaml", Rehearsal.calendar)])
  }

  @Test("every example loads without an error and lacks no title", arguments: NotationPage.examples)
  func loads(_ example: NotationPage.Example) {
    let loaded = Self.load(NotationPage.files(with: example))
    let found = loaded.diagnostics.filter { $0.severity == .error || $0.code == "missing-label" }
    #expect(found.map { $0.rendered(source: loaded.sources[$0.file]) } == [])
  }

  @Test("every example is lived through, and replaying its history gives the case", arguments: NotationPage.examples)
  func lives(_ example: NotationPage.Example) throws {
    let files = NotationPage.files(with: example)
    for seed: UInt64 in 0..<5 {
      for name in ["errand", "request"] {
        var walk = try RandomWalk(files, opening: name, seed: seed)
        walk.run(steps: 50)
        walk.expectSound()
      }
    }
  }

  @Test("every example fits the schema", arguments: NotationPage.examples)
  func fits(_ example: NotationPage.Example) throws {
    for text in NotationPage.files(with: example) {
      let tree = try YAMLReader.read(bytes: Array(text.utf8), file: "x")
      let kind: NotationSchema.Kind = tree["classes"] == nil ? .workflow : .classes
      #expect(try SchemaTests.validator(kind).faults(of: tree) == [])
    }
  }

  @Test("each page names every key of every mapping, and no other")
  func keys() {
    let shapes = [NotationSchema(.workflow), NotationSchema(.calendar), NotationSchema(.classes)].flatMap(\.all)
    for page in [NotationPage.english, .chinese] {
      #expect(Set(page.keyTables) == Set(shapes.map(\.names)))
    }
  }

  @Test("both pages have the same tables in the same order and call the same keys needed")
  func tables() {
    #expect(NotationPage.chinese.keyTables == NotationPage.english.keyTables)
    #expect(NotationPage.chinese.neededKeys == NotationPage.english.neededKeys)
    #expect(NotationPage.english.neededKeys.contains { !$0.isEmpty })
  }

  @Test("the examples use every key of a workflow")
  func coverage() throws {
    var used: [String: Set<String>] = [:]
    for example in NotationPage.examples {
      for text in NotationPage.files(with: example) {
        let tree = try YAMLReader.read(bytes: Array(text.utf8), file: "x")
        if tree["workflow"] != nil { NotationUse.collect(tree, .workflow, into: &used) }
      }
    }
    // What holds of an event holds of one of `anywhere`.
    used["anywhereEvent", default: []].formUnion(used["event"] ?? [])
    for shape in NotationSchema(.workflow).all {
      #expect(Set(shape.names).subtracting(used[shape.name] ?? []) == [], "\(shape.name): no example uses these")
    }
  }

  @Test("each key is read: nonsense under it is an error", arguments: NotationPage.examples)
  func nonsense(_ example: NotationPage.Example) throws {
    let trees = try NotationPage.files(with: example).map { try YAMLReader.read(bytes: Array($0.utf8), file: "x") }
    let scheme = try #require(trees.first { $0["classes"] != nil })
    let schemes = [try #require(ClassSchemeReader.read(scheme, file: "x").scheme)]
    let set = DefinitionSet(schemes: Dictionary(uniqueKeysWithValues: schemes.map { ($0.name, $0) }))
    let workflows = trees.filter { $0["workflow"] != nil }
    for (index, tree) in workflows.enumerated() where index == 1 {
      for (path, broken) in NotationUse.broken(tree) {
        var sources = workflows.enumerated().map { DefinitionSet.Source(file: "\($0.offset)", root: $0.element) }
        sources[index].root = broken
        let errors = set.prove(sources).diagnostics.filter { $0.severity == .error }
        #expect(!errors.isEmpty, "nonsense under \(path) is accepted")
      }
    }
  }
}
