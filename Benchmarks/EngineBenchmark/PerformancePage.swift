import Foundation
import Glibc

/// `docs/performance.md`: the table with when, where and how it was measured.
struct PerformancePage {
  let table: FindingTable
  let serverVersion: String
  let command: String

  func write(to path: String) throws {
    let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    try text(keeping: old).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static let mark =
    "<!-- what stands above this line is written by `make bench`, what stands below by people -->"

  private func text(keeping old: String) -> String {
    let kept = old.firstRange(of: Self.mark).map { String(old[$0.upperBound...]) } ?? "\n"
    let settings = Bureau.settings.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    return """
      # Performance

      Measured on \(CivilToday.text) with `\(command)`: \(processors) processors, \(memory) GB of memory,
      \(serverVersion); fsync and synchronous_commit on; \(settings).
      Client, daemon and database share the machine, which also did other work: the load beside each figure is the
      number of processes that wanted to run. Each ratio is of rounds taken in turns with the yardstick, the median
      first, the least and the greatest in brackets. Rates of a busy machine are lower bounds; ratios and CPU time are
      what to look at.

      \(table.text)

      \(Self.mark)\(kept)
      """
  }

  private var processors: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  private var memory: Int { (sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) >> 30 }
}

enum CivilToday {
  /// The date in UTC, as 2026-11-24.
  static var text: String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}
