import Foundation
import LookbackJSON
import LookbackTime
import Testing

@testable import LookbackHTTP

/// What is written of the API is made from the route table and the catalogue; other tests hold these to the answers.
@Suite("the document of the API")
struct APIDocumentTests {
  @Test("has a name of its own, a sentence in both languages and the form of its answer for every address")
  func complete() {
    for shape in RouteShape.all {
      #expect(!shape.operation.isEmpty, "\(shape.name) has no words in RouteShape+Words")
      for language in Language.allCases { #expect(!shape.summary(in: language).isEmpty, "\(shape.name) \(language)") }
      #expect((shape.answer == nil) == (shape.answers == "text/plain"), "\(shape.name) declares no answer")
      #expect(Set(shape.codes).isSubset(of: ProblemKind.all.map(\.code)), "\(shape.name) has a code of no kind")
    }
    #expect(Set(RouteShape.all.map(\.operation)).count == RouteShape.all.count)
  }

  @Test("says in both languages what stands under every key")
  func keys() {
    let shapes =
      RouteShape.all.flatMap { [$0.answer, $0.body].compactMap(\.self) + [.object($0.query)] }
      + [ProblemAnswers.problem]
    for name in Set(shapes.flatMap(Self.names)).sorted() {
      for language in Language.allCases {
        #expect(KeyWords.text(name, in: language)?.isEmpty == false, "`\(name)` is missing in KeyWords")
      }
    }
  }

  private static func names(in shape: JSONShape) -> [String] {
    switch shape {
    case .object(let keys): keys.flatMap { [$0.name] + names(in: $0.shape) }
    case .list(let element, _), .named(let element): names(in: element)
    case .either(let first, let second): names(in: first) + names(in: second)
    default: []
    }
  }

  @Test("refers to nothing that it does not have, and no two operations share a name", arguments: Language.allCases)
  func references(language: Language) throws {
    let document = APIDocument(language: language).json
    let references = Self.references(in: document)
    #expect(references.count > 200)
    for reference in Set(references) {
      let parts = reference.split(separator: "/").dropFirst().map(String.init)
      #expect(parts.reduce(document) { $0?[$1] } != nil, "\(reference) leads nowhere")
    }
    let paths = try #require(document["paths"])
    #expect(Set(paths.keys) == Set(RouteShape.all.map(\.template)))
  }

  private static func references(in value: JSON) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { $0.name == "$ref" ? [$0.value.text ?? ""] : references(in: $0.value) }
    case .array(let items): items.flatMap(references)
    default: []
    }
  }

  @Test("is written in the reader's language: the Chinese one has Chinese in every sentence of an address")
  func languages() throws {
    for shape in RouteShape.all {
      let chinese = shape.summary(in: .chinese).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      let english = shape.summary(in: .english).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(chinese && !english, "\(shape.name)")
    }
  }

  private static let pages: [(String, String, String)] = Language.allCases.flatMap { language in
    let suffix = language == .chinese ? ".zh-CN.md" : ".md"
    let (api, problems) = (APIPage(language: language), ProblemPage(language: language))
    return [("api" + suffix, api.heading, api.text), ("problems" + suffix, problems.heading, problems.text)]
  }

  @Test("the reference pages are what the table and the catalogue say", arguments: pages)
  func pageIsInStep(name: String, heading: String, expected: String) throws {
    let path = "\(Self.root)/docs/\(name)"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    if ProcessInfo.processInfo.environment["LOOKBACK_WRITE_PAGES"] != nil {
      let prose = page.firstRange(of: heading + "\n").map { String(page[..<$0.lowerBound]) } ?? page
      try (prose + expected).write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    #expect(page.hasSuffix(expected), "run this test with LOOKBACK_WRITE_PAGES=1")
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
