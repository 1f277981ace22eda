import Foundation
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Explanations of codes")
struct ExplanationTests {
  private static func diagnostics(_ explanation: CodeExplanation) -> [Diagnostic] {
    let files = explanation.files.sorted { $0.key < $1.key }.map { Workbench.file($0.key, $0.value) }
    let loaded = LibraryLoader(staffing: explanation.staffing).load(files)
    guard let text = explanation.scenarioText else { return loaded.diagnostics }
    return ScenarioFile.read(Workbench.file("scenarios.yaml", text), loaded.library).diagnostics
  }

  @Test("the scenarios into which the examples put their slips have no fault")
  func soundScenariosAreSound() throws {
    let explanation = try #require(CodeExplanation.explanation(of: "bad-step"))
    let files = explanation.files.map { Workbench.file($0.key, $0.value) }
    let library = LibraryLoader().load(files).library
    let read = ScenarioFile.read(Workbench.file("scenarios.yaml", CodeExplanation.scenarios), library)
    #expect(read.diagnostics.isEmpty && read.scenarios.count == 1, "\(read.diagnostics)")
  }

  @Test("the definition into which the examples put their slips has no fault")
  func soundIsSound() {
    let files = [
      ("request.yaml", CodeExplanation.request), ("part.yaml", CodeExplanation.part),
      ("cn.yaml", CodeExplanation.calendar),
    ]
    let loaded = LibraryLoader().load(
      files.map { Workbench.file($0.0, $0.1) } + [Workbench.file("npc.yaml", BrokenDefinition.scheme)])
    // The example is short: it has few titles.
    let found = loaded.diagnostics.filter { $0.code != "missing-label" }
    #expect(found.map { $0.rendered(source: nil) } == [])
  }

  /// All but what is refused only beside what a daemon has published, which has a test there.
  private static let producible = CodeExplanation.all.map(\.code).filter { $0 != "published-version-changed" }

  @Test("each example produces its code", arguments: producible)
  func exampleProducesCode(_ code: String) throws {
    let explanation = try #require(CodeExplanation.explanation(of: code))
    let found = Self.diagnostics(explanation)
    #expect(found.contains { $0.code == code }, "\(found.map { $0.rendered(source: nil) })")
  }

  @Test(
    "each explanation says what it means and how to mend it, in both languages",
    arguments: CodeExplanation.all.map(\.code))
  func explanationsAreComplete(_ code: String) throws {
    let one = try #require(CodeExplanation.explanation(of: code))
    for label in [one.meaning, one.mending] {
      #expect(!(label.english ?? "").isEmpty && !(label.chinese ?? "").isEmpty)
    }
    #expect(one.text(in: .chinese).contains(one.meaning.chinese ?? "-"))
  }

  /// Codes are texts of small letters and hyphens in the sources that report.
  @Test("every code that the sources can report is explained")
  func everyCodeIsExplained() throws {
    let folders = [
      "LookbackDefinition", "LookbackCheck", "LookbackTools/Scenario", "LookbackYAML", "LookbackCEL",
      "LookbackRuntime/Library",
    ]
    var codes: Set<String> = []
    for folder in folders {
      let path = "\(Workbench.root)/Sources/\(folder)"
      for name in try FileManager.default.subpathsOfDirectory(atPath: path)
      where name.hasSuffix(".swift") && !name.hasPrefix("Words/") {
        codes.formUnion(Self.codes(in: try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)))
      }
    }
    #expect(codes.count > 80)
    let explained = Set(CodeExplanation.all.map(\.code))
    // What the reader refuses before a calendar is made of it, or the loader never asks for.
    codes.subtract(["bad-version", "bad-year", "wrong-parent"])
    #expect(codes.subtracting(explained).sorted() == [])
    #expect(explained.subtracting(codes).sorted() == [], "nothing reports these")
    #expect(explained.count == CodeExplanation.all.count, "a code is explained twice")
  }

  private static func codes(in text: String) -> Set<String> {
    let patterns = [
      #/(?:error|warning|unknown|named|refusal|report)\(\s*"(?<code>[a-z]+(?:-[a-z]+)*)"/#,
      #/code: "(?<code>[a-z]+(?:-[a-z]+)*)"/#,
      #/case \w+ = "(?<code>[a-z]+(?:-[a-z]+)+|understaffed|unsatisfiable)"/#,
      #/: "(?<code>(?:second|too|outside|holiday|duplicate|already|bad|missing|overlapping|wrong)-[a-z-]+|alias|syntax)"/#,
    ]
    return Set(patterns.flatMap { text.matches(of: $0).map { String($0.output.code) } })
  }

  @Test(
    "the reference page is what the explanations say",
    arguments: [("checker.md", Language.english), ("checker.zh-CN.md", .chinese)])
  func pageIsInStep(_ name: String, _ language: Language) throws {
    let path = "\(Workbench.root)/docs/\(name)"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let expected = CodeExplanation.page(in: language)
    if ProcessInfo.processInfo.environment["LOOKBACK_WRITE_PAGES"] != nil {
      let heading = String(expected.prefix { $0 != "\n" } + "\n")
      try (page.prefixBefore(heading) + expected).write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    #expect(page.hasSuffix(expected), "run this test with LOOKBACK_WRITE_PAGES=1")
  }
}

extension String {
  fileprivate func prefixBefore(_ heading: String) -> String {
    firstRange(of: heading).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
