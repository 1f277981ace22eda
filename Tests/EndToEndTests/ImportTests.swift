import Foundation
import Testing

/// A year of recommendations from a spreadsheet: all of it or nothing, and every bad line by its place.
@Suite("importing a file", .timeLimit(.minutes(25)))
struct ImportTests {
  private static let clerk = "congress-office.clerk"
  private static let head = "number,subject,lead,received,main_units\n"

  @Test("bad lines are told by line and column in both languages, and nothing is imported unless told")
  func badLines() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(
        ["case", "open", "recommendation", "number=T-1", "subject=x", "lead=deputy", "received=2019-01-18"],
        as: Self.clerk)
      let file = try write(
        "T-1,taken,deputy,2019-01-18,\n"  // line 2: the number is another case's
          + "T-2,good,deputy,2019-01-18,civil-affairs\n"
          + "T-3,no such day,deputy,2008-09-31,\n"  // line 4
          + "T-4,unknown unit,deputy,2019-01-18,\"civil-affairs,nowhere\"\n"  // line 5
          + "T-2,twice,deputy,2019-01-18,\n"  // line 6
          + "T-5,,deputy,2019-01-18,\n"  // line 7: no subject
          + "T-6,too few\n",  // line 8
        daemon)
      for arguments in [["import", file, "--dry-run"], ["import", file]] {
        let ending = try await daemon.lookback(arguments, as: Self.clerk)
        #expect(ending.status == 1)
        for place in [
          "line 2, column 1", "line 4, column 4", "line 5, column 5", "line 6, column 1", "line 7", "line 8",
        ] {
          #expect(ending.output.contains(place), "\(place): \(ending.output)")
        }
        #expect(!ending.output.contains("line 3, column"))
      }
      #expect(try await count(daemon) == 1)
      let chinese = try await daemon.lookback(["import", file, "--dry-run", "--lang", "zh"], as: Self.clerk)
      #expect(chinese.output.contains("第 5 行第 5 列") && chinese.output.contains("没有单位"), "\(chinese.output)")

      let skipping = try await daemon.lookback(["import", file, "--skip-errors"], as: Self.clerk)
      #expect(skipping.output.contains("1 of 7 lines imported"), "\(skipping.output)")
      #expect(try await count(daemon) == 2)
    }
  }

  @Test("two equal lines are two cases, and the count is true; a file of next month with the same words opens its own")
  func equalLines() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      let line = ",roads,deputy,2019-01-18,civil-affairs\n"
      let file = try write(line + line + ",schools,deputy,2019-01-18,civil-affairs\n", daemon)
      let dry = try await daemon.done(["import", file, "--dry-run"], as: Self.clerk)
      #expect(dry.contains("3 lines, 0 errors"))
      #expect(try await daemon.done(["import", file], as: Self.clerk).contains("3 of 3 lines imported, 0 errors"))
      #expect(try await count(daemon) == 3)
      let again = try await daemon.done(["import", file], as: Self.clerk)
      #expect(again.contains("0 of 3 lines imported, 3 were imported before, 0 errors"))
      #expect(try await count(daemon) == 3)
      let later = try write(line, daemon)
      #expect(try await daemon.done(["import", later], as: Self.clerk).contains("1 of 1 line imported, 0 errors"))
      #expect(try await count(daemon) == 4)
      // A corrected file under the name of the first opens what was not in yet, and tells what was changed since.
      let key = ["--key", "march"]
      let some = try write(line + line, daemon)
      #expect(try await daemon.done(["import", some] + key, as: Self.clerk).contains("2 of 2 lines imported"))
      let corrected = try write(line + ",bridges,deputy,2019-01-18,civil-affairs\n" + line, daemon)
      let ending = try await daemon.lookback(["import", corrected] + key, as: Self.clerk)
      #expect(ending.output.contains("0 of 3 lines imported, 1 error"), "\(ending.output)")
      #expect(ending.status == 1 && ending.output.contains("line 3, column 1: this line was imported before"))
      let rest = try await daemon.lookback(["import", corrected, "--skip-errors"] + key, as: Self.clerk)
      #expect(rest.output.contains("1 of 3 lines imported, 1 was imported before, 1 error"), "\(rest.output)")
      #expect(try await count(daemon) == 7)
    }
  }

  @Test("a good file is imported once, however often it is sent; a wrong header names the nearest field")
  func again() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      let rows = (1...30).map { "R-\($0),道路建设,deputy,2019-01-18,civil-affairs\n" }.joined()
      let file = try write(rows, daemon)
      for told in ["30 of 30 lines imported, 0 errors", "0 of 30 lines imported, 30 were imported before, 0 errors"] {
        #expect(try await daemon.done(["import", file], as: Self.clerk).contains(told))
        #expect(try await count(daemon) == 30)
      }
      let wrong = daemon.folder.appending(path: "wrong.csv")
      try Data("number,subjct,lead,received,number\n".utf8).write(to: wrong)
      let ending = try await daemon.lookback(["import", wrong.path], as: Self.clerk)
      #expect(ending.status == 1)
      #expect(ending.output.contains("`subject`") && ending.output.contains("line 1, column 5"), "\(ending.output)")
      // What was imported can be moved by one line of shell.
      let many = try await daemon.lookback(["do", "R-1", "assign"], as: "government-office.inspector")
      #expect(many.status == 0, "the units came with the file: \(many.errors)")
    }
  }

  private func write(_ rows: String, _ daemon: Daemon) throws -> String {
    let file = daemon.folder.appending(path: "rows.csv")
    try Data((Self.head + rows).utf8).write(to: file)
    return file.path
  }

  private func count(_ daemon: Daemon) async throws -> Int {
    JSONText(try await daemon.done(["case", "list", "--limit", "1000", "--json"])).all("id").count
  }
}
