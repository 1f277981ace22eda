import Testing

/// Small bad examples, each beside a good one: a check that cannot fail checks nothing.
@Suite("the checks find what they look for")
struct CheckTests {
  func file(_ path: String, _ lines: String...) -> SourceFile {
    SourceFile(path: path, text: lines.map { $0 + "\n" }.joined())
  }

  @Test(
    "an import line is read past attributes, access level and kind",
    arguments: [
      ("import LookbackCore", "LookbackCore"), ("package import LookbackTime", "LookbackTime"),
      ("@testable import LookbackCEL", "LookbackCEL"), ("  private import struct Foundation.URL", "Foundation"),
      ("@preconcurrency public import Logging", "Logging"),
    ])
  func importLine(line: String, module: String) {
    #expect(ImportCheck.module(in: line[...]) == module)
  }

  @Test(
    "a line that only speaks of importing imports nothing",
    arguments: ["// import X", "let import = 1", "@Test(\"they import it\")", ""])
  func noImport(line: String) {
    #expect(ImportCheck.module(in: line[...]) == nil)
  }

  @Test("every upward or sideways import is reported with its line")
  func upwardImport() {
    let core = file("Sources/LookbackCore/Case.swift", "import LookbackTime", "import LookbackStore", "import Yams")
    #expect(
      ImportCheck.violations(in: [core]).map(\.place) == [
        "Sources/LookbackCore/Case.swift:2", "Sources/LookbackCore/Case.swift:3",
      ])
  }

  @Test("an entry of the table that no file needs is reported, and a target that has no file")
  func unusedImport() {
    let core = file("Sources/Core/Case.swift", "import Time")
    let table: [String: Set<String>] = ["Core": ["Time", "Yams"], "Delivery": []]
    #expect(ImportCheck.unused(in: [core], table: table).map(\.place) == ["Core", "Delivery"])
  }

  @Test("Foundation is reported where its list does not name the target")
  func foundation() {
    let time = file("Sources/LookbackTime/Day.swift", "import Foundation")
    let command = file("Sources/lookback/Do.swift", "import Foundation")
    #expect(ImportCheck.violations(in: [time, command]).count == 1)
  }

  @Test("a target that the table does not know is reported")
  func unknownTarget() {
    #expect(ImportCheck.violations(in: [file("Sources/Stray/A.swift")]).count == 1)
  }

  @Test("a test that a page names and nobody wrote is reported with its line")
  func namedTest() {
    let page = file("docs/a.md", "held by `GoodTests`, `HouseTests`", "and by `LostTests`")
    let tests = [file("Tests/HouseTests/GoodTests.swift", "struct GoodTests {", "}")]
    #expect(NamedTestCheck.violations(in: [page], tests).map(\.place) == ["docs/a.md:2"])
  }

  @Test("a file over the limit is reported, one at the limit is not")
  func size() {
    let files = [file("Sources/A/Short.swift", "1", "2"), file("Sources/A/Long.swift", "1", "2", "3")]
    #expect(SizeCheck.violations(in: files, limit: 2).map(\.place) == ["Sources/A/Long.swift"])
  }

  @Test("a drawer is reported as a file and as a type, a word that only contains one is not")
  func names() {
    let bad = file("Sources/A/DateUtils.swift", "package final class CaseManager {}", "struct Commonwealth {}")
    #expect(
      NameCheck.violations(in: [bad]).map(\.place) == ["Sources/A/DateUtils.swift", "Sources/A/DateUtils.swift:1"])
    #expect(NameCheck.violations(in: [file("Sources/A/Miscount.swift", "let manager = 1")]).isEmpty)
  }

  @Test(
    "a second command in a file, and one that is not named after what is typed, are reported",
    arguments: [
      ("Person/PersonAdd", ["struct PersonAdd: ParsableCommand {", "  commandName: \"add\""], 0),
      ("Person/PersonCommands", ["struct PersonCommands: ParsableCommand {", "  commandName: \"person\""], 0),
      (
        "Case/CaseWhatIf",
        ["struct CaseWhatIf: ParsableCommand {", "  enum Form { case long }", "  commandName: \"what-if\""], 0
      ),
      ("Due", ["struct Due: AsyncParsableCommand {", "}", "struct Choice: ParsableArguments {"], 0),
      ("Due", ["struct Due: ParsableCommand {", "}", "struct Report: ParsableCommand {"], 1),
      ("Lists", ["struct Due: ParsableCommand {"], 1),
      ("Examine", ["struct Examine: ParsableCommand {", "  commandName: \"doctor\""], 1),
      ("Person/Add", ["struct Add: ParsableCommand {"], 1),
      ("Person/Person", ["struct Person: ParsableCommand {"], 1),
    ])
  func commands(stem: String, lines: [String], count: Int) {
    let text = lines.joined(separator: "\n")
    let files = ["Sources/lookback/Commands/", "Sources/lookbackd/"].map { file("\($0)\(stem).swift", text) }
    #expect(CommandCheck.violations(in: files).count == 2 * count)
    #expect(CommandCheck.violations(in: [file("Sources/A/\(stem).swift", text)]).isEmpty)
  }

  @Test(
    "a statement with a bad name or no opening comment is reported",
    arguments: [("cases_lock", 1), ("lock", 1), ("lock_Cases", 1), ("lock_cases", 0)])
  func statementName(stem: String, count: Int) {
    let path = "sql/statements/\(stem).sql"
    #expect(StatementCheck.violations(in: [file(path, "-- Locks them.", "select 1")]).count == count)
    #expect(StatementCheck.violations(in: [file(path, "select 1")]).count == count + 1)
    #expect(StatementCheck.violations(in: [file(path, "--", "select 1")]).count == count + 1)
  }

  @Test(
    "a statement with a parameter that has no name is reported",
    arguments: [("select $1, $2", 1), ("select @case_id, $12", 1), ("select @case_id", 0), ("select $$one$$", 0)])
  func statementParameter(line: String, count: Int) {
    let one = file("sql/statements/lock_cases.sql", "-- Locks them.", line)
    #expect(StatementCheck.violations(in: [one]).count == count)
  }

  @Test(
    "a word that must not occur is reported in the folders that are checked, and not where it may",
    arguments: WordCheck.sources + WordCheck.vocabulary)
  func words(check: WordCheck) {
    let line =
      switch check.part {
      case .anywhere: "  \(check.word)"
      case .comment: "  let a = 1  // \(check.word)"
      case .identifier: "  let \(check.word) = 1"
      }
    let checked = check.under.map { $0 + "A.swift" }
    let files = (checked + check.except.map { $0 + "C.swift" } + ["Elsewhere/B.swift"]).map { file($0, "", line) }
    #expect(check.violations(in: files).map(\.place) == checked.map { $0 + ":2" })
    #expect(check.violations(in: [file(checked[0], "let plain = 1")]).isEmpty)
  }

  @Test(
    "a word of comments is found in comments only, one of identifiers in names of several words, and neither in texts",
    arguments: [
      ("// Whoever asks.", 1, 0), ("let a = 1  // patience ends", 1, 0), ("let lockPatience = 1", 0, 1),
      ("func wait(patience: Int) {}", 0, 1), ("/// The impatience of a client.", 0, 0), ("let impatience = 1", 0, 0),
      ("print(\"patience, // whoever\")", 0, 0), ("let a = \"\\\"patience\\\"\" + b  // sure", 0, 0),
    ])
  func vocabulary(line: String, inComments: Int, inNames: Int) {
    let one = file("Sources/A/B.swift", line)
    func count(_ part: WordCheck.Part) -> Int {
      ["whoever", "patience"].map { WordCheck(word: $0, reason: "", part: part).violations(in: [one]).count }
        .reduce(0, +)
    }
    #expect(count(.comment) == inComments)
    #expect(count(.identifier) == inNames)
  }

  @Test("a line is divided into code, texts and comment, and the values in a text are code")
  func swiftLine() {
    let line = SwiftLine(#"say("a, \(names.joined(separator: "; ")) b // c")  // why"#)
    #expect(line.code == "say( names.joined(separator: ))  ")
    #expect(line.texts.map(\.parts) == [["; "], ["a, ", " b // c"]])
    #expect(line.comment == " why")
  }

  @Test("the lines of a text in three quotes are neither code nor comments")
  func quotedLines() {
    let text = SourceText(
      file("Sources/A/B.swift", "let a = \"\"\"", "  // patience", "  \"\"\"", "let b = 1  // sure")
    )
    #expect(text.lines.map(\.code).prefix(4) == ["let a = ", "", "", "let b = 1  "])
    #expect(text.lines.map(\.comment).prefix(4) == ["", "", "", " sure"])
  }

  @Test(
    "elapsed time that is compared is reported, but in a suite of promptness",
    arguments: ["start.duration(to: .now) < .seconds(5)", "ContinuousClock.now - start < .seconds(5)"])
  func promptness(bound: String) {
    let line = "  #expect(\(bound))"
    let files = ["Tests/A/BTests.swift", "Tests/A/BPromptnessTests.swift"].map { file($0, "", line) }
    #expect(PromptnessCheck.violations(in: files).map(\.place) == ["Tests/A/BTests.swift:2"])
    #expect(PromptnessCheck.violations(in: [file("Tests/A/B.swift", "let start = ContinuousClock.now")]).isEmpty)
  }

  @Test(
    "a loop that does nothing but look again is reported, and one that repeats an interrupted call is not",
    arguments: [
      ("while try await ready() == nil {}", true), ("while !isReady { await Task.yield() }", true),
      ("while !isOpen.withLock({ $0 }) { sched_yield() }", true), ("  sched_yield()", true),
      ("try? await Task.sleep(for: .milliseconds(5))", true),
      ("while waitpid(pid, &status, 0) == -1, errno == EINTR {}", false),
      ("while let line = next() { use(line) }", false),
      ("try await Waiting.until(\"it is ready\") { isReady }", false),
    ])
  func polls(line: String, isReported: Bool) {
    #expect(PollCheck.violations(in: [file("Tests/A/BTests.swift", "", line)]).isEmpty != isReported)
    #expect(PollCheck.violations(in: [file("Tests/A/Waiting.swift", line)]).isEmpty)
  }

  @Test("a switch over facts that has a default is reported, but one that hands the value on")
  func switches() {
    let declaration = file("Fact.swift", "enum Fact: Hashable {", "  case opened(Int)", "  case closed", "}")
    let check = SwitchCheck("Fact", in: declaration)
    #expect(check.names == ["opened", "closed"])
    func found(_ label: String, _ fallback: String) -> [String] {
      check.violations(in: [file("Sources/A.swift", "switch fact {", label, fallback, "}")]).map(\.place)
    }
    #expect(found("case .opened(let count): count", "default: 0") == ["Sources/A.swift:3"])
    #expect(found("case .opened(let count): count", "default: count(other: fact)").isEmpty)
    #expect(found("case .opened(let count): .opened(count + 1)", "default: fact").isEmpty)
    #expect(found("case .opened(let count): count", "case .closed: 0").isEmpty)
    #expect(found("case .red: 1", "default: 0").isEmpty)
  }

  @Test("a word of the glossary that nobody uses, and one that is used in its place, are reported")
  func glossary() {
    let page = file(
      "docs/glossary.md", "| Word | 中文 | What it is | Not |\n|---|---|---|---|\n| work item | 待办事项 | To do. | chore |")
    #expect(GlossaryCheck.count(in: page) == 1)
    let good = file("Sources/A.swift", "struct WorkItem {} // 待办事项")
    #expect(GlossaryCheck.violations(in: page, [page, good]).isEmpty)
    #expect(GlossaryCheck.violations(in: page, [page]).count == 2)
    #expect(GlossaryCheck.violations(in: page, [good, file("docs/a.md", "a chore")]).count == 1)
  }

  @Test("a life of too many files, and a file that no other uses, are reported")
  func lives() {
    let page = file(
      "docs/architecture.md",
      "## The life\n1. [A](../Sources/A.swift) then [B](../Sources/B.swift)\n\n## Where\n[C](../C)")
    let first = file("Sources/A.swift", "func a() { Bar().lock() }")
    let used = file("Sources/B.swift", "struct Bar { func lock() {} }")
    let unused = file("Sources/B.swift", "struct Other {}")
    let check = LifeCheck(heading: "## The life", mostFiles: 2)
    #expect(check.files(in: page.text) == ["Sources/A.swift", "Sources/B.swift"])
    #expect(check.violations(in: page, [first, used]).isEmpty)
    #expect(check.violations(in: page, [first, unused]).count == 1)
    #expect(LifeCheck(heading: "## The life", mostFiles: 1).violations(in: page, [first, used]).count == 1)
    #expect(LifeCheck(heading: "## No life", mostFiles: 1).violations(in: page, [first, used]).count == 1)
  }

  @Test(
    "a sign of English beside a Chinese character is reported, in texts only",
    arguments: [
      ("  print(\"没有此件,请核对\")", 1), ("  print(\"没有此件，请核对\")", 0), ("  print(\"理由(reason)\")", 1),
      ("  print(\"\\(name):没有\")", 1),
      ("  // 青民函, 2020", 0), ("  let pair = (\"一\", \"二\")", 0),
    ])
  func punctuation(line: String, found: Int) {
    #expect(PunctuationCheck.violations(in: [file("Sources/A/B.swift", line)]).count == found)
  }

  @Test(
    "a sign of English that a program writes between two values is reported, one between words is not",
    arguments: [
      (#"print("\(words.closed):")"#, 1), (#"print(words.canDo + (isEmpty ? ": \(words.none)" : ""))"#, 1),
      (#"print("\(words.data), \(track.text("track"))")"#, 1), (#"print("\(id) (\(words.overdue))")"#, 1),
      (#"line.texts("posts").joined(separator: ", ")"#, 1), (#"print("\(words.data)\(words.colon)\(value)")"#, 0),
      (#"let place = "\(file):\(line):\(column)""#, 0), (#"["field: value", a ? "b" : "c"] // "\(a): \(b)""#, 0),
    ])
  func joints(line: String, found: Int) {
    let first = "let words = Strings(language)"
    #expect(PunctuationCheck.violations(in: [file("Sources/lookback/B.swift", first, line)]).count == found)
    #expect(PunctuationCheck.violations(in: [file("Sources/lookback/Words/B.swift", first, line)]).isEmpty)
  }

  @Test(
    "a path of one machine is reported, the same letters inside a longer path are not",
    arguments: MachinePathCheck.roots)
  func machinePath(root: String) {
    #expect(MachinePathCheck.violations(in: [file("a.md", "see \(root)x")]).count == 1)
    #expect(MachinePathCheck.violations(in: [file("a.md", "see some\(root)x")]).isEmpty)
  }

  @Test("a link to a missing file or heading is reported, others are not")
  func links() {
    let page = file(
      "docs/a.md", "# One word", "[a](b.md) [b](../README.md#x) [c](#one-word) [d](https://example.org/)",
      "[e](gone.md)",
      "[f](#gone)")
    let broken = MarkdownCheck.brokenLinks(in: [page]) { ["docs/b.md", "README.md"].contains($0) }
    #expect(broken.map(\.place) == ["docs/a.md:3", "docs/a.md:4"])
  }

  @Test("a missing or sunken heading is reported, a comment in a code block is not a heading")
  func headings() {
    let english = file("a.md", "# A", "## B", "```", "# no heading", "```", "## C")
    #expect(MarkdownCheck.differentHeadings(english, file("b.md", "# 甲", "## 乙", "## 丙")).isEmpty)
    #expect(MarkdownCheck.differentHeadings(english, file("b.md", "# 甲", "## 乙")).count == 1)
    #expect(MarkdownCheck.differentHeadings(english, file("b.md", "# 甲", "## 乙", "### 丙")).count == 1)
  }

  @Test(
    "a block that lacks a line or says something else is reported, translated comments and laws are not",
    arguments: [
      ("title: {zh: 甲}  # 说明", 0), ("title: {zh: 乙}  # 说明", 1), ("", 1), ("title: {zh: 甲}", 1),
    ])
  func blocks(line: String, count: Int) {
    let rest = ["law: 条例 第三条", "```", "```console", "$ lookback x --lang en", "甲", "```"]
    let english = file(
      "a.md", "```yaml", "title: {zh: 甲}  # a remark", "law: Act, section 3", "```", "```console", "$ lookback x", "A",
      "B", "```")
    #expect(MarkdownCheck.differentBlocks(english, page(["```yaml", line] + rest)).count == count)
    #expect(MarkdownCheck.differentBlocks(english, page(["```yaml"] + rest.prefix(2))).count == 1)
    #expect(
      MarkdownCheck.differentBlocks(english, page(["```yaml", line] + rest.prefix(3) + ["```"])).count == count + 1)
  }

  private func page(_ lines: [String]) -> SourceFile {
    SourceFile(path: "a.zh-CN.md", text: lines.joined(separator: "\n"))
  }

  @Test("a sample year of other proportions is reported")
  func sample() {
    let organisation = file("o.csv", "code,name,document_code,branch", "a,A,A,government")
    let rows = file(
      "r.csv", "number,subject,topic,lead,co_signers,received,main_units,co_units", "1,s,其他,d,,2021-02-03,a,")
    #expect(SampleCheck.violations(organisation: organisation, recommendations: rows).count == 3)
  }
}
