import Foundation
import LookbackCore

/// pgbench doing one transition a commit with the row writes of the engine: one statement, eight clients, each on cases
/// of its own.
struct Pgbench {
  let bureau: Bureau
  let standings: Standings
  let herd: (base: Int64, count: Int)
  static let clients = 8

  /// Makes the cases, each with the timer that the script takes turns with.
  static func prepare(_ bench: Workbench, cases: Int) async throws -> Pgbench {
    let base: Int64 = 1_000_000
    let herd = try await Herd.clone(bench.standings.drafting, count: cases, base: base, in: bench.bureau)
    let ids = herd.ids.map(\.description)
    // The script cannot know when a timer of the engine's is due: those of its cases are due on one distant day. No
    // literal may hold a colon before a letter, which pgbench would take for a variable.
    try await bench.bureau.sql(
      """
      update timers set due_us = \(distantDue), key = 't' || \(parity(of: "\(bench.standings.drafting.current.sequence)"))
      where key like '%:after:%' and case_id between \(ids.first ?? "0") and \(ids.last ?? "0");
      update work_items set kind = 'k' || \(parity(of: "\(bench.standings.drafting.current.sequence)"))
      where case_id between \(ids.first ?? "0") and \(ids.last ?? "0");
      """)
    return Pgbench(bureau: bench.bureau, standings: bench.standings, herd: (base, cases))
  }

  /// Transitions per second, of so many that it takes `seconds` at `expected` a second. A count ends the run because a
  /// time would not: programs started from here get no alarm signals.
  func run(seconds: Int, expected: Double) throws -> (rate: Double, count: Int) {
    let file = FileManager.default.temporaryDirectory.appending(path: "lookback-bench-\(getpid()).sql")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let transactions = max(25, Int(expected * Double(seconds)) / Self.clients)
    let words = [
      "pgbench", "-M", "prepared", "-n", "-c", "\(Self.clients)", "-j", "2", "-t", "\(transactions)", "-f", file.path,
      bureau.conninfo,
    ]
    let output = try ChildProgram.output(of: "/usr/bin/env", words)
    guard let rate = output.firstMatch(of: #/tps = ([0-9.]+)/#).flatMap({ Double($0.1) }),
      let count = output.firstMatch(of: #/actually processed: ([0-9]+)/#).flatMap({ Int($0.1) }),
      output.firstMatch(of: #/failed transactions: 0 /#) != nil
    else { throw BenchProblem("pgbench says: \(output)") }
    return (rate, count)
  }

  private static let distantDue = 4_102_444_800_000_000

  private static func parity(of sequence: String) -> String { "(\(sequence) % 2)" }

  private static func literal(_ bytes: [UInt8]) -> String {
    "'\\x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'::bytea"
  }

  private static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func literal(_ day: Int32?) -> String { day.map { "date '1970-01-01' + \($0)" } ?? "null::date" }

  private var script: String {
    let rows = standings.review
    let event = rows.event
    let (item, message) = (rows.items.first, rows.messages.first)
    let share = herd.count / Self.clients
    let text: (String) -> String = { Self.literal($0) }
    let link = Self.literal([UInt8](repeating: 7, count: 32))
    let due = Self.literal(item?.due.day)
    let lapse = rows.view.due.lapse.map { "\($0)" } ?? "null::int8"
    return """
      \\set i random(0, \(share - 1)) + :client_id * \(share)
      \\set id ((\(herd.base) + :i / 64) << 22) | ((:i % 64) << 16)
      \\set lane :i % 64
      with u as (
        update cases set seq = seq + 1, head = \(link), last_us = (extract(epoch from now()) * 1000000)::int8,
          doc = \(Self.literal(rows.document)), state = 's' || (seq + 1) % 2,
          since_us = (extract(epoch from now()) * 1000000)::int8, due = \(Self.literal(rows.view.due.day)),
          lapse_us = \(lapse), overdue_us = \(lapse)
        where case_id = :id and seq >= 0 returning case_id, seq),
      e as (
        insert into events (case_id, seq, at, happened_on, track, event, from_state, to_state, actor,
          command_id, body, link)
        select case_id, seq, now(), current_date, 0, \(text(event.name)), \(text(event.from)),
          \(text(event.to)), \(text(event.actor)), 'p' || case_id || '-' || seq, \(Self.literal(event.body)), \(link) from u),
      c as (
        insert into commands (command_id, case_id, seq, content)
        select 'p' || case_id || '-' || seq, case_id, seq, \(link) from u),
      td as (
        delete from timers t using u where t.lane = :lane and t.due_us = \(Self.distantDue) and t.case_id = u.case_id
          and t.key = 't' || (u.seq - 1) % 2),
      ti as (
        insert into timers (lane, due_us, case_id, key)
        select :lane, \(Self.distantDue), case_id, 't' || seq % 2 from u),
      wd as (
        delete from work_items w using u where w.case_id = u.case_id and w.track = 0
          and w.kind = 'k' || (u.seq - 1) % 2 and w.assignee is not distinct from \(text(standings.drafting.items.first?.assignee ?? ""))),
      wi as (
        insert into work_items (case_id, track, kind, assignee, workflow, version, due, lapse_us,
          overdue_us, since_us)
        select case_id, 0, 'k' || seq % 2, \(text(standings.drafting.items.first?.assignee ?? "")),
          \(text(item?.workflow ?? "")), 1, \(due), \(lapse), \(lapse),
          (extract(epoch from now()) * 1000000)::int8 from u),
      o as (
        insert into outbox (lane, case_id, seq, at, track, topic, about, recipients, due, hops)
        select :lane, case_id, seq, now(), 0, \(text(message?.topic ?? "notice")),
          \(text(message?.about ?? "")), array[\(text(message?.recipients ?? ""))], null, 0 from u)
      select case_id, seq from u;
      """
  }
}
