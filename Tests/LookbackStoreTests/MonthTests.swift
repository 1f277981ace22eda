import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("months of history that are taken out")
struct MonthTests {
  private typealias Fault = ChainFault

  @Test("are listed with what they hold, before and after")
  func list() async throws {
    let years = try await Years()
    let before = try await years.owner.months()
    #expect(before.map(\.name) == ["2019-02", "2019-03", "2019-04"])
    #expect(before.allSatisfy { $0.detachment == nil && $0.bytes ?? 0 > 0 })
    let content = try await years.owner.content(of: "events_201903")
    let day = CivilDate(days: Years.march.days + 2)
    #expect(content == MonthContent(events: 12, cases: 6, first: day, last: day, openCases: 0, endedCases: 0))
    try await years.detach(Years.february)
    let months = try await years.owner.months()
    let out = try #require(months.first)
    #expect(months.map(\.name) == before.map(\.name) && out.table == "detached_events_201902")
    let act = try #require(out.detachment)
    #expect(act.events == 12 && act.cases == 6 && act.person == "root" && act.isSound)
    #expect(months[1].detachment == nil)
  }

  @Test("name the cases that hold them: open ones, and ended ones that are not archived")
  func holders() async throws {
    let years = try await Years()
    try await years.office.submit([
      years.office.firing("look back", 2), years.office.firing("look back", 4),
      years.office.firing("close", 4, id: "c4"),
    ])
    let content = try await years.owner.content(of: "events_201902")
    #expect(content.openCases == 1 && content.endedCases == 1 && content.cases == 6)
    let found = try await years.owner.holders(of: "events_201902", limit: 9)
    #expect(found.map(\.id) == [CaseID(2), CaseID(4)] && found.map(\.hasEnded) == [false, true])
  }

  @Test("leave histories whole as long as their tables are there, and verification too")
  func reading() async throws {
    let years = try await Years()
    let before = try await years.histories()
    try await years.detach(Years.february, Years.march)
    #expect(try await years.office.count("events") == 4)
    #expect(try await years.office.count("event_texts") == 0)
    #expect(try await years.histories() == before)
    let page = try await years.office.store.history(of: CaseID(3), after: 3, limit: 2)
    #expect(page.map(\.event.sequence) == [4, 5])
    let found = try await years.office.verify()
    #expect(found.faults == [] && found.events == 28 && found.bridged == 0)
  }

  @Test("cannot be changed by the daemon, nor by the owner while the triggers stand")
  func guarded() async throws {
    let years = try await Years()
    try await years.detach(Years.february)
    let attempts = ["detached_events_201902", "detached_chains"].flatMap {
      ["update \($0) set seq = 9", "delete from \($0)", "truncate \($0)"]
    }.map { $0.replacing("chains set seq", with: "chains set last_seq") }
    for role in [years.office.conninfo, Office.asDaemon(years.office.conninfo)] {
      let connection = try await Connection.connect(ConnectionConfiguration.testing(role))
      for attempt in attempts {
        let refusal = await #expect(throws: PostgresError.self, "\(attempt)") {
          try await connection.run { try $0.script(attempt) }
        }
        #expect(refusal?.sqlState == "42501", "\(attempt)")
      }
      await connection.close()
    }
    let daemon = years.office.store
    let refusal = await #expect(throws: StoreError.self) {
      try await daemon.detach(month: Years.march, person: "x", attempts: 1)
    }
    #expect(refusal?.description.contains("42501") == true)
    #expect(try await years.owner.ownsHistory())
    #expect(try await !daemon.ownsHistory())
  }

  @Test("are bridged by what was recorded once their tables are gone, and cases go on")
  func bridged() async throws {
    let years = try await Years()
    try await years.detach(Years.february, Years.march)
    try await years.office.tamper("drop table detached_events_201902, detached_texts_201902")
    let found = try await years.office.verify()
    #expect(found.faults == [] && found.cases == 6 && found.events == 16 && found.bridged == 12)
    #expect(try await years.owner.months().first?.bytes == nil)
    #expect(try await years.office.submit([years.office.firing("look back", 1, id: "again")]) == [CaseID(1)])
    #expect(try await years.office.verify().faults == [])
    try await years.office.submit([years.office.firing("close", 1, id: "and again")])
    try await years.archive()
    #expect(try await years.office.verify().faults == [])
  }

  @Test("betray whoever changes them, the record of them, or a case whose beginning is not at hand")
  func tampering() async throws {
    let years = try await Years()
    try await years.detach(Years.february)
    try await years.office.tamper(
      """
      update detached_events_201902 set body = set_byte(body, 40, get_byte(body, 40) # 1) where case_id = 1 and seq = 1;
      delete from detached_events_201902 where case_id = 2 and seq = 2;
      update detached_chains set link = sha256('') where case_id = 3;
      delete from archived_cases where case_id = 4
      """)
    #expect(
      try await years.office.verify().faults == [
        Fault(.wrongLink, id: CaseID(1), sequence: 1), Fault(.detached, id: CaseID(2), sequence: 2),
        Fault(.detached, id: CaseID(3), sequence: 2), Fault(.lost, id: CaseID(4), sequence: 4),
      ])
    #expect(try await years.owner.months().first?.detachment?.isSound == false)
  }

  @Test("betray whoever changes a case or the record when their tables are gone")
  func tamperingBridged() async throws {
    let years = try await Years()
    try await years.detach(Years.february, Years.march)
    try await years.office.tamper(
      """
      drop table detached_events_201902, detached_texts_201902, detached_events_201903, detached_texts_201903;
      update archived_cases set doc = (select doc from archived_cases where case_id = 2) where case_id = 1;
      update archived_cases set head = sha256('') where case_id = 2;
      update detached_chains set link = sha256('') where case_id = 3 and last_seq = 4;
      update detached_chains set last_seq = 1 where case_id = 4 and last_seq = 2;
      update archived_cases set seq = 5 where case_id = 5
      """)
    #expect(
      try await years.office.verify().faults == [
        Fault(.state, id: CaseID(1), sequence: 4), Fault(.state, id: CaseID(2), sequence: 4),
        Fault(.broken, id: CaseID(3), sequence: 5), Fault(.detached, id: CaseID(4), sequence: 2),
        Fault(.state, id: CaseID(5), sequence: 4),
      ])
  }

  @Test("come back as they were, can go again, and take new events while they are partitions")
  func attaching() async throws {
    let years = try await Years()
    let (before, texts) = (try await years.histories(), try await years.office.count("event_texts"))
    #expect(texts > 0)
    for _ in 0..<2 {
      try await years.detach(Years.february, Years.march)
      for month in [Years.march, Years.february] {
        #expect(try await years.owner.attach(month: month, person: "root", attempts: 600))
        #expect(try await years.office.verify().faults == [])
      }
      #expect(try await years.histories() == before)
      #expect(try await years.office.count("events") == 28)
      #expect(try await years.office.count("event_texts") == texts)
      #expect(try await years.owner.months().allSatisfy { $0.detachment == nil })
    }
    #expect(try await years.office.count("detachments where attached_by = 'root'") == 4)
    let connection = try await years.office.superuser()
    let refusal = await #expect(throws: PostgresError.self) {
      try await connection.run { try $0.script("delete from events_201902") }
    }
    #expect(refusal?.sqlState == "42501", "its guards are back")
    await connection.close()
  }

  @Test("stay where they are when the lock on history cannot be had, and nothing has happened")
  func busy() async throws {
    let years = try await Years()
    let before = try await years.histories()
    let reader = try await HeldTransaction("select from events limit 1", on: years.office.conninfo)
    #expect(try await years.owner.detach(month: Years.february, person: "root", attempts: 2) == nil)
    #expect(try await years.office.count("detachments") == 0)
    #expect(try await years.office.count("detached_chains") == 0)
    #expect(try await years.office.count("event_texts") > 0)
    #expect(try await years.owner.months().allSatisfy { $0.detachment == nil })
    // Work goes on beside the attempt that waits.
    #expect(try await years.office.submit([years.office.firing("look back", 2)]).count == 1)
    try await reader.end()
    try await years.detach(Years.february)
    let reading = try await HeldTransaction("select from events", on: years.office.conninfo)
    #expect(try await !years.owner.attach(month: Years.february, person: "root", attempts: 1))
    try await reading.end()
    #expect(try await years.owner.attach(month: Years.february, person: "root", attempts: 600))
    #expect(try await years.histories().map { $0.prefix(4) } == before.map { $0.prefix(4) })
  }

  @Test("do not take acknowledged events from the witness")
  func witness() async throws {
    let years = try await Years()
    let history = try await years.office.store.history(of: CaseID(1))
    let witness = Witness()
    witness.note(.init(id: CaseID(1), sequence: 2, link: history[1].link))
    try await years.detach(Years.february, Years.march)
    try await years.office.tamper("drop table detached_events_201902, detached_texts_201902")
    try await years.office.store.examine(with: witness)
    #expect(witness.refusal == nil)
    try await years.office.tamper("update detached_chains set link = sha256('') where last_seq = 2")
    try? await years.office.store.examine(with: witness)
    #expect(witness.refusal?.contains("was acknowledged and is gone") == true)
  }
}
