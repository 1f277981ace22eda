import Foundation
import Testing

@Suite("lists of cases", .timeLimit(.minutes(25)))
struct CaseListTests {
  @Test("go on page by page from the place that the page before named, by number or by how long cases stand")
  func pages() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      for name in ["one", "two", "three"] {
        try await daemon.done(["case", "open", "drill", "number=\(name)"], as: "worker")
      }
      for filters in [[], ["--workflow", "drill", "--state", "open"]] {
        let first = try await daemon.done(["case", "list", "--limit", "2"] + filters)
        #expect(first.contains("one") && first.contains("two") && !first.contains("three"), "\(first)")
        let place = try #require(first.firstMatch(of: #/more: --after ([0-9-]+)/#)?.1)
        let rest = try await daemon.done(["case", "list", "--limit", "2", "--after", "\(place)"] + filters)
        #expect(rest.contains("three") && !rest.contains("two") && !rest.contains("more:"), "\(rest)")
        let json = try await daemon.done(["case", "list", "--limit", "2", "--json"] + filters)
        #expect(json.contains("\"next\":\"\(place)\""), "\(json)")
      }
      let chinese = try await daemon.lookback(["case", "list", "--after", "x", "--lang", "zh"])
      #expect(chinese.status == 1 && chinese.errors.contains("不是此列表中的位置：x"), "\(chinese.errors)")
      // A place of another list.
      let other = try await daemon.lookback(["case", "list", "--after", "7", "--workflow", "drill", "--state", "open"])
      #expect(other.status == 1 && other.errors.contains("no place in this list: 7"), "\(other.errors)")
      #expect(await daemon.stop().status == 0)
    }
  }
}
