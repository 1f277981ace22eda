import Foundation
import Testing

@Suite("lists say overdue to the minute, as guards do", .timeLimit(.minutes(25)))
struct OverdueListTests {
  private static let calendar = """
    notation: 1
    calendar: office
    version: 1
    title: {en: office, zh: 办公}
    weekend: [saturday, sunday]
    hours: [09:00-12:00, 13:00-17:00]
    years:
      2025: {source: given, holidays: []}
    """

  private static func workflow(_ name: String, _ clock: String) -> String {
    """
    notation: 1
    workflow: \(name)
    version: 1
    title: {en: \(name), zh: 件}
    calendar: office
    timezone: Asia/Shanghai
    data:
      number: {type: text, max: 40, unique: true, required: true}
      count: {type: int}
    roles:
      worker: {post: worker, of: drill}
    clocks:
      handle: {runs: 1 working day, from: state open, stops in: [done], \(clock)breach: {tell: worker}}
    states:
      open:
        who: worker
        waits: without limit
        events:
          note: {needs: [count]}
          finish: {to: done}
      done: {final: true}
    """
  }

  private func folder(in folder: URL) throws -> URL {
    let workflows = folder.appending(path: "workflows")
    try FileManager.default.createDirectory(at: workflows, withIntermediateDirectories: true)
    for (name, text) in [
      ("office", Self.calendar), ("day", Self.workflow("day", "")),
      ("counter", Self.workflow("counter", "ends at: close of business, ")),
    ] {
      try Data(text.utf8).write(to: workflows.appending(path: "\(name).yaml"))
    }
    return workflows
  }

  @Test("what ends at the close of business is late when it closes, and stands before what has until midnight")
  func closeOfBusiness() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(
        in: folder, testClock: "2025-03-03T01:00:00Z", workflows: try self.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "day", "number=slow"], as: "worker")
      try await daemon.done(["case", "open", "counter", "number=quick"], as: "worker")
      for (moment, late) in [
        ("2025-03-04T08:59:59Z", []), ("2025-03-04T09:00:00Z", ["quick"]), ("2025-03-04T09:01:00Z", ["quick"]),
        ("2025-03-04T15:59:59Z", ["quick"]), ("2025-03-04T16:00:00Z", ["quick", "slow"]),
      ] {
        try await daemon.done(["clock", "advance", moment])
        for (place, found) in try await overdue(daemon) { #expect(found == late, "\(place) at \(moment)") }
      }
      #expect(await daemon.stop().status == 0)
    }
  }

  /// The numbers of the cases that each of the ways to ask says are late.
  private func overdue(_ daemon: Daemon) async throws -> [(place: String, numbers: [String])] {
    var found: [(place: String, numbers: [String])] = []
    for list in [
      ["case", "list"], ["case", "list", "--workflow", "day", "--state", "open"],
      ["case", "list", "--workflow", "counter", "--state", "open"],
    ] {
      let json = JSONText(try await daemon.done(list + ["--overdue", "--json"]))
      found.append((list.joined(separator: " "), json.all("title").sorted()))
    }
    // Those of one workflow each make one answer.
    found = [found[0], ("case list of a state", (found[1].numbers + found[2].numbers).sorted())]
    for list in [["due"], ["worklist"]] {
      let answer = try await daemon.done(list + ["--json"], as: "worker")
      let numbers = JSONText(answer).all("title")
      #expect(numbers == ["quick", "slow"], "\(list)")
      let marks = JSONText(answer).all("overdue")
      found.append((list[0], zip(numbers, marks).filter { $0.1 == "true" }.map(\.0)))
    }
    var shown: [String] = []
    for number in ["quick", "slow"]
    where JSONText(try await daemon.done(["case", "show", number, "--json"])).first("overdue") == "true" {
      shown.append(number)
    }
    found.append(("case show", shown))
    for picking in [["--overdue"], ["--where", "clock('handle').overdue"]] {
      let json = try await daemon.done(["do"] + picking + ["note", "count=1", "--dry-run", "--json"], as: "worker")
      let count = try #require(JSONText(json).all("picked").last.flatMap { Int($0) }, "\(json)")
      found.append((picking[0], Array(["quick", "slow"].prefix(count))))
    }
    return found
  }
}
