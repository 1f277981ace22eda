import Foundation
import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@Suite("Explanations of codes")
struct ExplanationTests {
  private static func diagnostics(_ explanation: CodeExplanation) -> [Diagnostic] {
    let files = explanation.files.sorted { $0.key < $1.key }.map { Workbench.file($0.key, $0.value) }
    return LibraryLoader(staffing: explanation.staffing).load(files).diagnostics
  }

  @Test("the definition into which the examples put their slips has no fault")
  func soundIsSound() {
    let files = [
      ("request.yaml", CodeExplanation.request), ("part.yaml", CodeExplanation.part),
      ("cn.yaml", CodeExplanation.calendar),
    ]
    let loaded = LibraryLoader().load(
      files.map { Workbench.file($0.0, $0.1) } + [Workbench.file("npc.yaml", BrokenDefinition.scheme)])
    #expect(loaded.diagnostics.map { $0.rendered(source: nil) } == [])
  }

  @Test("each example produces its code", arguments: CodeExplanation.all.map(\.code))
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
    let folders = ["LookbackCore/Definition", "LookbackCore/Check", "LookbackYAML", "LookbackCEL"]
    var codes: Set<String> = []
    for folder in folders {
      let path = "\(Workbench.root)/Sources/\(folder)"
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(".swift") {
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

  @Test("the reference page is what the explanations say")
  func pageIsInStep() throws {
    let path = "\(Workbench.root)/docs/checker.md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let expected = CodeExplanation.page
    if ProcessInfo.processInfo.environment["LOOKBACK_WRITE_PAGES"] != nil {
      try (page.prefixBefore("## Codes") + expected).write(toFile: path, atomically: true, encoding: .utf8)
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
