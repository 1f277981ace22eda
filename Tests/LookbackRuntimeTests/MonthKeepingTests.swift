import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("taking months of history out and bringing them back")
struct MonthKeepingTests {
  private static let january = CivilDate(days: 17_897)
  private static let february = CivilDate(days: 17_928)
  private static let march = CivilDate(days: 17_956)
  private static let noon: Int64 = 43_200_000_000

  /// An office with two closed and archived cases in February, and a third that is opened in March; it is April 2.
  private struct Archive {
    let office: Office
    let owner: Store

    init() async throws {
      office = try await Office(testClock: Moment(microseconds: Int64(february.days + 1) * 86_400_000_000 + noon))
      owner = Store(ConnectionPool(Office.configuration(office.conninfo), size: 1, timeout: .seconds(120)))
      try await office.store.makePartitions(for: [january, february, march])
      let engine = office.engine()
      let first = [1, 2].flatMap { number -> [Command] in
        let id = CaseID(Int64(number))
        return [Office.open("open \(number)", id, ["number": .string("T-\(number)")])]
          + [Office.fire("close \(number)", id, "close")]
      }
      #expect(await engine.submit(first).allSatisfy(\.isDone))
      try await set(march, 9)
      #expect(await engine.submit([Office.open("open 3", CaseID(3))]).allSatisfy(\.isDone))
      try await archive()
      try await set(march, 32)
    }

    func set(_ first: CivilDate, _ days: Int32) async throws {
      let moment = Moment(microseconds: Int64(first.days + days) * 86_400_000_000 + noon)
      try #require(try await office.store.setClock(to: moment, by: .daemon))
    }

    func archive() async throws {
      _ = try await office.store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 9)
    }

    /// - Parameter attempts: many, because autovacuum may have the lock for a moment.
    func keeping(dryRun: Bool = false, attempts: Int = 600) -> HistoryArchiver {
      HistoryArchiver(store: owner, person: "root", isDryRun: dryRun, attempts: attempts)
    }
  }

  private func expectWords(_ outcome: MonthOutcome, _ english: String, _ chinese: String) {
    #expect(outcome.words(in: .english).contains(english), "\(outcome.words(in: .english))")
    #expect(outcome.words(in: .chinese).contains(chinese), "\(outcome.words(in: .chinese))")
  }

  @Test("takes out all before a month up to the first that cannot go, and says why that stays and what to do")
  func before() async throws {
    let archive = try await Archive()
    let outcomes = try await archive.keeping().detach(before: CivilDate(days: Self.march.days + 31))
    #expect(outcomes.count == 3)
    expectWords(outcomes[0], "2019-01: taken out, 0 events of 0 cases", "2019-01：已移出")
    expectWords(outcomes[1], "2019-02: taken out, 4 events of 2 cases", "2 个案件的 4 条事件")
    expectWords(outcomes[2], "2019-03: stays as it is", "2019-03：保持原样")
    expectWords(outcomes[2], "3, open:", "3（在办）")
    #expect(outcomes.map(\.isRefusal) == [false, false, true])
    #expect(try await archive.office.history(CaseID(1)).count == 2)
    try await archive.office.expectSoundChains()
  }

  @Test(
    "a month whose place was made again comes back, with what was recorded in it since, and an empty place is no month")
  func madeAgain() async throws {
    let archive = try await Archive()
    let keeping = archive.keeping()
    _ = try await keeping.detach(before: Self.march)
    try await archive.office.store.makePartitions(for: [Self.january, Self.february])

    expectWords(try await keeping.detach(Self.february), "2019-02: is out already", "2019-02：早已移出")
    let outcomes = try await keeping.detach(before: CivilDate(days: Self.march.days + 31))
    expectWords(try #require(outcomes.last), "2019-03: stays as it is", "2019-03：保持原样")
    try await archive.office.sql(
      """
      insert into events select 77, 1, '2019-02-20', happened_on, track, event, from_state, to_state, actor,
        command_id, body, link from events where case_id = 3 and seq = 1
      """)
    expectWords(try await keeping.detach(Self.february), "1 events of it were recorded since", "又记录了 1 条")

    expectWords(try await keeping.attach(Self.february), "brought back", "已移回")
    #expect(try await archive.owner.months().filter { $0.first == Self.february }.map(\.detachment?.number) == [nil])
    #expect(try await archive.owner.content(of: "events_201902").events == 5)
    #expect(try await archive.office.history(CaseID(1)).count == 2)
    expectWords(try await keeping.attach(Self.january), "brought back", "已移回")
  }

  @Test("a dry run finds the same and changes nothing")
  func dryRun() async throws {
    let archive = try await Archive()
    let before = try await archive.owner.months()
    let outcomes = try await archive.keeping(dryRun: true).detach(before: CivilDate(days: Self.march.days + 31))
    #expect(outcomes.map(\.isRefusal) == [false, false, true])
    expectWords(outcomes[1], "2019-02: would be taken out, 4 events of 2 cases", "2019-02：将移出")
    #expect(try await archive.owner.months() == before)
    _ = try await archive.keeping().detach(before: Self.march)
    let out = try await archive.owner.months()
    expectWords(
      try await archive.keeping(dryRun: true).attach(Self.february), "would be brought back", "将移回")
    #expect(try await archive.owner.months() == out)
  }

  @Test("what is done already is left alone, there and back")
  func again() async throws {
    let archive = try await Archive()
    expectWords(try await archive.keeping().attach(Self.february), "nothing to do", "无事可做")
    #expect(try await archive.keeping().detach(before: Self.march).count == 2)
    #expect(try await archive.keeping().detach(before: Self.march).isEmpty)
    let month = try #require(try await archive.owner.months().first { $0.first == Self.february })
    #expect(try await archive.keeping().detach(Self.february) == .alreadyOut(month))
    expectWords(.alreadyOut(month), "is out already, 4 events of 2 cases", "早已移出")
    expectWords(try await archive.keeping().attach(Self.february), "brought back", "已移回")
    expectWords(try await archive.keeping().attach(Self.february), "nothing to do", "无事可做")
    try await archive.office.expectSoundChains()
  }

  @Test("a month that is unknown, not over, or has an earlier one before it is refused")
  func refused() async throws {
    let archive = try await Archive()
    #expect(try await archive.keeping().detach(.first) == .refused("0001-01", .unknown))
    #expect(try await archive.keeping().attach(.first) == .refused("0001-01", .unknown))
    #expect(
      try await archive.keeping().detach(Self.february) == .refused("2019-02", .earlierMonth("2019-01")))
    let office = try await Office(testClock: Moment(microseconds: Int64(Self.march.days) * 86_400_000_000 + Self.noon))
    try await office.store.makePartitions(for: [Self.february])
    let owner = Store(ConnectionPool(Office.configuration(office.conninfo), size: 1, timeout: .seconds(120)))
    let keeping = HistoryArchiver(store: owner, person: "root", isDryRun: false, attempts: 600)
    #expect(try await keeping.detach(Self.february) == .refused("2019-02", .notOver), "not for a whole day")
    #expect(try await office.store.setClock(to: Moment(microseconds: 1_551_484_800_000_000), by: .daemon))
    #expect(try await !keeping.detach(Self.february).isRefusal)
  }

  @Test("a month through which an unsound history goes is refused, and the fault named")
  func faulty() async throws {
    let archive = try await Archive()
    try await archive.office.sql(
      "set session_replication_role = replica; update events set actor = 'x' where case_id = 2 and seq = 2")
    let outcomes = try await archive.keeping().detach(before: Self.march)
    #expect(outcomes.map(\.isRefusal) == [false, true])
    expectWords(outcomes[1], "case 2, event 2: a column beside its bytes", "案件 2，第 2 条事件")
  }

  @Test(
    "tables that do not hold what was taken out do not come back",
    arguments: [
      ("drop table detached_events_201902", "are not in this database", "不在本数据库中"),
      ("drop table detached_texts_201902", "are not in this database", "不在本数据库中"),
      ("delete from detached_events_201902 where case_id = 2", "has 2 events and 4 were taken out", "移出时有 4 条"),
      ("update detached_events_201902 set actor = 'x' where case_id = 2", "case 2, event 1", "案件 2"),
      ("update detached_chains set link = ''", "has been changed since", "后来被改动"),
    ])
  func altered(attack: String, english: String, chinese: String) async throws {
    let archive = try await Archive()
    _ = try await archive.keeping().detach(before: Self.march)
    try await archive.office.sql("set session_replication_role = replica; \(attack)")
    let outcome = try await archive.keeping().attach(Self.february)
    #expect(outcome.isRefusal)
    expectWords(outcome, english, chinese)
  }

  @Test("a lock that cannot be had is told, and nothing has happened")
  func busy() async throws {
    let archive = try await Archive()
    let reader = try await HeldTransaction("select from events limit 1", on: archive.office.conninfo)
    let outcomes = try await archive.keeping(attempts: 1).detach(before: Self.march)
    #expect(outcomes == [.refused("2019-01", .busy)])
    try await reader.end()
    #expect(try await archive.owner.months().allSatisfy { $0.detachment == nil })
  }
}
