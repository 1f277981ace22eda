import Foundation
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("the catalogue of problems")
struct ProblemCatalogueTests {
  @Test("explains every code once, in both languages")
  func complete() {
    let codes = ProblemKind.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for kind in ProblemKind.all {
      for text in [kind.meaning.english, kind.meaning.chinese, kind.advice.english, kind.advice.chinese] {
        #expect(!text.isEmpty, "\(kind.code)")
      }
    }
    #expect(Rejection.codes.isSubset(of: codes), "\(Rejection.codes.subtracting(codes).sorted())")
  }

  /// Codes stand in the sources beside their status, or at a place that is wrong.
  @Test("has every code that the sources can give, with its one status, and no other")
  func everyCode() throws {
    var found: [String: Set<Int>] = [:]
    for folder in ["LookbackHTTP", "LookbackCore/Wording"] {
      let path = "\(APIDocumentTests.root)/Sources/\(folder)"
      for name in try FileManager.default.subpathsOfDirectory(atPath: path)
      where name.hasSuffix(".swift") && !name.contains("Words/Catalogue/") {
        let text = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        for match in text.matches(of: #/\(\s*(\d{3}), "([a-z]+(?:-[a-z]+)*)"/#) {
          found[String(match.2), default: []].insert(Int(match.1) ?? 0)
        }
        for match in text.matches(of: #/(?:code: |case \.\w+: )"([a-z]+(?:-[a-z]+)+)"/#)
        where found[String(match.1)] == nil {
          found[String(match.1)] = []
        }
      }
    }
    #expect(found.count > 60)
    for (code, statuses) in found.sorted(by: { $0.key < $1.key }) {
      guard let kind = ProblemKind.kind(code) else {
        Issue.record("\(code) is not in the catalogue")
        continue
      }
      #expect(statuses.isSubset(of: Set([kind.status].compactMap(\.self))), "\(code): \(statuses)")
    }
    let given = Set(found.keys)
    #expect(ProblemKind.all.map(\.code).filter { !given.contains($0) } == [], "nothing gives these")
  }
}
