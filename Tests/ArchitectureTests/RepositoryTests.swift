import Testing

/// Each check on the repository as it stands; `CheckTests` shows that each can fail.
@Suite("the repository keeps its rules")
struct RepositoryTests {
  @Test("targets import only what the table of the design allows")
  func imports() throws {
    expectNone(ImportCheck.violations(in: try Repository.swiftFiles()))
  }

  @Test("the table of the design allows no import that nobody needs")
  func unusedImports() throws {
    expectNone(ImportCheck.unused(in: try Repository.swiftFiles()))
  }

  @Test("every folder of Sources is a target that Package.swift names")
  func foldersAreTargets() throws {
    let package = try Repository.files(ending: "Package.swift").filter { $0.path == "Package.swift" }
    let folders = Set(try Repository.files(under: "Sources/", ending: ".swift").compactMap(\.target))
    let unknown = folders.filter { folder in !package.contains { $0.text.contains("\"\(folder)\"") } }
    #expect(unknown.isEmpty, "folders of Sources that Package.swift does not name: \(unknown.sorted())")
  }

  @Test("no Swift file is longer than 400 lines")
  func sizes() throws {
    expectNone(SizeCheck.violations(in: try Repository.swiftFiles()))
  }

  @Test("no file or type is named after a drawer")
  func names() throws {
    expectNone(NameCheck.violations(in: try Repository.swiftFiles()))
  }

  @Test("each command of the programs has a file of its own, named after what is typed")
  func commands() throws {
    expectNone(CommandCheck.violations(in: try Repository.swiftFiles()))
  }

  @Test("every test that a page names is there")
  func namedTests() throws {
    let pages = try Repository.files(under: "docs/", ending: ".md")
    #expect(pages.contains { $0.text.contains("Tests`") }, "no page names a test")
    expectNone(NamedTestCheck.violations(in: pages, try Repository.files(under: "Tests/", ending: ".swift")))
  }

  @Test("every SQL statement is named verb_noun, opens with a comment and names its parameters")
  func statements() throws {
    let files = try Repository.files(under: "sql/statements/", ending: ".sql")
    #expect(!files.isEmpty, "no statements found under sql/statements")
    expectNone(StatementCheck.violations(in: files))
  }

  @Test(
    "no source can end the daemon by surprise, dodges the concurrency checker or is unfinished",
    arguments: WordCheck.sources)
  func words(check: WordCheck) throws {
    expectNone(check.violations(in: try Repository.files(under: "Sources/", ending: ".swift")))
  }

  @Test("the sources have the field's words, and comments that are sentences")
  func vocabulary() throws {
    let files = try Repository.files(under: "Sources/", ending: ".swift")
    expectNone(WordCheck.vocabulary.flatMap { $0.violations(in: files) })
  }

  @Test(
    "the page of architecture lists few files for each life, and each is used by another of them",
    arguments: LifeCheck.all)
  func lives(check: LifeCheck) throws {
    let page = try #require(try Repository.files(ending: "docs/architecture.md").first)
    expectNone(check.violations(in: page, try Repository.swiftFiles()))
  }

  @Test("the words of the glossary are those of the sources and the pages, and no others stand for them")
  func glossary() throws {
    let page = try #require(try Repository.files(ending: "docs/glossary.md").first)
    #expect(GlossaryCheck.count(in: page) >= 40)
    let files = ["Sources/", "sql/", "docs/", "workflows/"].flatMap { folder in
      [".swift", ".sql", ".md", ".yaml"].flatMap { (try? Repository.files(under: folder, ending: $0)) ?? [] }
    }
    expectNone(GlossaryCheck.violations(in: page, files))
  }

  @Test("what is promised in seconds is tried while no other test runs")
  func promptness() throws {
    expectNone(PromptnessCheck.violations(in: try Repository.files(under: "Tests/", ending: ".swift")))
  }

  @Test(
    "every switch over facts and refusals names them all",
    arguments: [
      ("Change", "Case/CaseEvent.swift"), ("Rejection", "Case/Rejection.swift"),
      ("MendRefusal", "Case/MendRefusal.swift"), ("NameRefusal", "Case/NameRefusal.swift"),
      ("MoveObstacle", "Moving/MoveObstacle.swift"),
    ])
  func switches(type: String, declaration: String) throws {
    let files = try Repository.files(under: "Sources/", ending: ".swift")
    let check = SwitchCheck(type, in: try #require(files.first { $0.path.hasSuffix("LookbackCore/\(declaration)") }))
    #expect(check.names.count > 4, "no cases of \(type) are found in \(declaration)")
    expectNone(check.violations(in: files))
  }

  @Test("no test looks again and again without a bound")
  func polls() throws {
    let files = try ["Tests/", "Benchmarks/"].flatMap { try Repository.files(under: $0, ending: ".swift") }
    expectNone(PollCheck.violations(in: files.filter { $0.target != "ArchitectureTests" }))
  }

  @Test("Chinese words have Chinese punctuation")
  func punctuation() throws {
    expectNone(PunctuationCheck.violations(in: try Repository.files(under: "Sources/", ending: ".swift")))
  }

  @Test("sentences for people stand in folders for words, not beside what decides")
  func wordsFolders() throws {
    let files = try Repository.files(under: "Sources/", ending: ".swift")
    expectNone(WordsFolderCheck.violations(in: files) + WordsFolderCheck.unused(in: files))
  }

  @Test("no file names a path of one machine")
  func machinePaths() {
    expectNone(MachinePathCheck.violations(in: Repository.texts()))
  }

  @Test("every relative link of every document leads somewhere")
  func links() throws {
    let paths = Repository.paths()
    let folders = Set(paths.flatMap(parents))
    let exists = { (path: String) in folders.contains(path) || paths.contains(path) }
    expectNone(MarkdownCheck.brokenLinks(in: try Repository.files(ending: ".md"), exists: exists))
  }

  @Test("each Chinese page has the headings and the code of the English one")
  func translations() throws {
    let documents = try Repository.files(ending: ".md")
    let chinese = documents.filter { $0.path.hasSuffix(".zh-CN.md") }
    #expect(chinese.count > 1)
    for page in chinese {
      let path = page.path.replacing(".zh-CN.md", with: ".md")
      let english = try #require(documents.first { $0.path == path }, "\(page.path) translates nothing")
      expectNone(MarkdownCheck.differentHeadings(english, page))
      // The blocks of the README also name people and places, in the language of the page.
      if page.path.hasPrefix("docs/") { expectNone(MarkdownCheck.differentBlocks(english, page)) }
    }
  }

  @Test("the sample year has the published proportions of 2015")
  func sample() throws {
    let files = try Repository.files(under: "sample/", ending: ".csv")
    let organisation = try #require(files.first { $0.name == "organisation.csv" })
    let recommendations = try #require(files.first { $0.name == "recommendations-2015.csv" })
    expectNone(SampleCheck.violations(organisation: organisation, recommendations: recommendations))
  }

  private func parents(of path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  private func expectNone(_ found: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
    let list = found.map(\.description).joined(separator: "\n")
    #expect(found.isEmpty, "\(found.count) violations\n\(list)", sourceLocation: sourceLocation)
  }
}
