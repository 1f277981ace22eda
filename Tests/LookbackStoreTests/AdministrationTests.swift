import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("what is done to the office itself is recorded", .timeLimit(.minutes(10)))
struct AdministrationTests {
  private static let root = Initiator(person: nil, via: "peer 0")
  private static let ma = Initiator(person: "ma", via: "token 7")

  /// Everything that was recorded after the acts of `Office.fill`, as lines, the oldest first.
  private func lines(_ office: Office, after number: Int64 = 3) async throws -> [String] {
    try await office.store.acts(limit: 1_000).map(\.recorded).filter { $0.number > number }.reversed().map { recorded in
      let facts = recorded.act.facts.map { "\($0.name) \($0.before ?? "-")>\($0.after ?? "-")" }
      return "\(recorded.initiator.name) \(recorded.act.kind.rawValue) \(recorded.act.subject): "
        + facts.joined(separator: ", ")
    }
  }

  @Test("people, units, posts, tokens and substitutes, each with what changed and by whom")
  func people() async throws {
    let office = try await Office()
    let store = office.store
    try await store.add(UnitLine(code: "desk", name: "Desk", documentCode: nil), by: Self.root)
    try await store.add(UnitLine(code: "desk", name: "Front desk", documentCode: "青前"), by: Self.ma)
    try await store.add(PersonLine(code: "ma", name: "Ma", uid: nil), by: Self.root)
    try await store.add(PersonLine(code: "ma", name: "Ma", uid: 1_001), by: Self.root)
    let post = PostLine(person: "ma", post: Post(name: "clerk", unit: "desk"))
    try await store.add(post, by: Self.root)
    #expect(try await store.remove(post, by: Self.root, on: CivilDate(days: 19_000)))
    let hash = (0..<32).map { UInt8($0) * 7 }
    let grant = TokenGrant(person: "ma", hash: hash, name: "import", lifetime: 60)
    let token = try await store.addToken(grant, by: Self.root)
    #expect(try await store.endToken(token.number, by: Self.ma))
    let day = CivilDate(days: 20_000)
    let line = SubstituteLine(person: "liu", substitute: "ma", from: day, until: day)
    let number = try await store.add(line, by: Self.ma, on: day).number
    #expect(try await store.endSubstitute(number, by: Self.ma))
    #expect(
      try await lines(office) == [
        "peer 0 unit-added desk: name ->Desk",
        "ma unit-changed desk: name Desk>Front desk, document_code ->青前",
        "peer 0 person-added ma: name ->Ma", "peer 0 person-changed ma: uid ->1001",
        "peer 0 post-given ma: post ->clerk@desk", "peer 0 post-taken ma: post clerk@desk>-, on ->2022-01-08",
        "peer 0 token-made ma: token ->\(token.number), name ->import, scope ->act, expires ->\(token.expires)",
        "ma token-revoked ma: token \(token.number)>-",
        "ma substitute-named liu: number ->\(number), substitute ->ma, from ->\(day), until ->\(day)",
        "ma substitute-ended liu: number \(number)>-, substitute ma>-",
      ])
    let all = try await store.acts(limit: 1_000).map { "\($0.record.body)" }.joined()
    #expect(!all.contains("\(hash)".dropFirst().dropLast()), "the hash of a token stands in an act")
  }

  @Test("registers, the clock, definitions, re-datings and migrations")
  func machinery() async throws {
    let office = try await Office()
    let store = office.store
    let (start, end) = (Moment(microseconds: 1_549_000_000_000_000), Moment(microseconds: 1_549_100_000_000_000))
    #expect(try await store.setClock(to: start, by: .daemon))
    #expect(try await store.beginAdvance(from: start, to: end, by: Self.root))
    #expect(try await store.moveClock(to: start.adding(microseconds: 1)))
    #expect(try await store.moveClock(to: end))
    #expect(try await store.setRegister(RegisterKey(name: "函", period: 2019), next: 7, by: Self.root))
    let definition = DefinitionLine(kind: .calendar, name: "plain", version: 2, source: "x")
    _ = try await store.publish([definition], by: .daemon)
    let redating = try await store.beginRedating(editions: ["plain 2", "other 1"], by: Self.ma)
    let migration = try await store.beginCaseMigration(to: WorkflowReference(name: "m", version: 2), by: Self.ma)
    let digest = definition.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(
      try await lines(office) == [
        "daemon clock-moved clock: clock ->\(start)", "peer 0 clock-moved clock: clock \(start)>\(end)",
        "peer 0 register-set 函 2019: next ->7", "daemon definition-published calendar plain 2: digest ->\(digest)",
        "ma redating \(redating): editions ->plain 2, other 1", "ma migration m 2: number ->\(migration)",
      ])
    let moments = try await store.acts(limit: 5).map(\.recorded.at)
    #expect(moments == [end, end, end, end, start], "the office's clock dates the acts")
  }

  @Test("an act that changes nothing, or that is refused, records nothing")
  func nothing() async throws {
    let office = try await Office()
    let store = office.store
    let liu = PostLine(person: "liu", post: Post(name: "inspector", unit: "office"))
    try await store.add(UnitLine(code: "office", name: "Office", documentCode: nil), by: Self.root)
    try await store.add(PersonLine(code: "liu", name: "Liu", uid: nil), by: Self.root)
    try await store.add(liu, by: Self.root)
    #expect(
      try await !store.remove(PostLine(person: "liu", post: Post(name: "x", unit: "office")), by: Self.root, on: .first)
    )
    #expect(try await !store.endToken(99, by: Self.root))
    #expect(try await !store.endSubstitute(99, by: Self.root))
    let key = RegisterKey(name: "函", period: 0)
    #expect(try await store.setRegister(key, next: 5, by: Self.root))
    #expect(try await store.setRegister(key, next: 5, by: Self.root))
    #expect(try await !store.setRegister(key, next: 4, by: Self.root))
    let line = DefinitionLine(kind: .classes, name: "c", version: 1, source: "x")
    #expect(try await store.publish([line], by: Self.root) == [.published])
    #expect(try await store.publish([line], by: Self.root) == [.unchanged])
    let other = DefinitionLine(kind: .classes, name: "c", version: 1, source: "y")
    let further = DefinitionLine(kind: .classes, name: "d", version: 1, source: "y")
    #expect(try await store.publish([further, other], by: Self.root) == [.published, .conflict])
    #expect(try await store.definitions().map(\.name) == ["c"])
    let version = WorkflowReference(name: "m", version: 2)
    let number = try await store.beginCaseMigration(to: version, by: Self.root)
    #expect(try await store.beginCaseMigration(to: version, by: Self.ma) == number)
    let done = try await lines(office)
    #expect(done.count == 3, "register, definition and migration: \(done)")
    for line in [PersonLine(code: "a b", name: "x", uid: nil), PersonLine(code: "xu", name: "x", uid: 1000)] {
      await #expect(throws: StoreError.self) { try await store.add(line, by: Self.root) }
    }
    #expect(try await lines(office).count == 3)
  }

  @Test("a list is added whole or not at all, and its acts with it")
  func allOrNothing() async throws {
    let office = try await Office()
    let store = office.store
    let persons = ["a", "b", "c d", "e"].map { PersonLine(code: $0, name: $0, uid: nil) }
    await #expect(throws: StoreError.self) {
      try await store.add(persons.map { PersonChange($0) }, by: Self.root, on: .first)
    }
    #expect(try await store.persons(on: .first).map(\.code) == ["liu"])
    #expect(try await lines(office).isEmpty)
    let twice = [persons[0], persons[1], PersonLine(code: "a", name: "A", uid: 7)]
    try await store.add(twice.map { PersonChange($0) }, by: Self.root, on: .first)
    #expect(
      try await lines(office) == [
        "peer 0 person-added a: name ->a", "peer 0 person-added b: name ->b",
        "peer 0 person-changed a: name a>A, uid ->7",
      ])
    let posts = [
      PostLine(person: "a", post: Post(name: "x", unit: "office")),
      PostLine(person: "a", post: Post(name: "x", unit: "none")),
    ]
    await #expect(throws: StoreError.self) { try await store.add(posts, by: Self.root, on: .first) }
    #expect(try await store.posts(on: .first).count == 1)
  }

  @Test("acts that are done at the same time follow one another without a gap")
  func concurrent() async throws {
    let office = try await Office(connections: 8)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await office.store.add(PersonLine(code: "p\(number)", name: "P", uid: nil), by: Self.root)
        }
      }
      try await group.waitForAll()
    }
    let found = try await office.store.verifyActs()
    #expect(found.acts == 43 && found.fault == nil)
  }

  @Test("pages of the list follow one another, and are of one kind or subject where that is asked")
  func pages() async throws {
    let office = try await Office()
    for name in ["x", "y", "z"] {
      try await office.store.add(PersonLine(code: "ma", name: name, uid: nil), by: Self.root)
    }
    let store = office.store
    #expect(try await store.acts(limit: 2).map(\.recorded.number) == [6, 5])
    #expect(try await store.acts(before: 5, limit: 2).map(\.recorded.number) == [4, 3])
    #expect(try await store.acts(limit: 9, .personChanged).map(\.recorded.number) == [6, 5])
    #expect(try await store.acts(limit: 9, .personAdded, subject: "ma").map(\.recorded.number) == [4])
    #expect(try await store.acts(limit: 9, subject: "liu").map(\.recorded.number) == [3, 2])
  }

  @Test("the creation of an office is recorded once, and first")
  func creation() async throws {
    let office = try await Office()
    try await office.store.recordCreation(of: .main)
    #expect(try await lines(office).isEmpty)
    try await office.tamper("delete from administration; delete from seals")
    try await office.store.recordCreation(of: .main)
    try await office.store.recordCreation(of: .main)
    #expect(try await lines(office, after: 0) == ["daemon office-created main: "])
  }

  @Test(
    "verification names the first act that was changed, taken away or put in",
    arguments: [
      ("update administration set body = set_byte(body, 40, get_byte(body, 40) # 1) where number = 2", .wrongLink, 2),
      ("update administration set link = sha256('x') where number = 1", .wrongLink, 1),
      ("update administration set body = '\\x00', link = sha256('\\x0000') where number = 2", .malformed, 2),
      ("delete from administration where number = 2", .gap, 2),
      ("delete from administration where number = 1", .gap, 1),
      ("update administration set person = 'somebody' where number = 2", .altered, 2),
      ("update administration set via = 'peer 7' where number = 2", .altered, 2),
      ("update administration set kind = 'post-taken' where number = 3", .altered, 3),
      ("update administration set subject = 'ma' where number = 3", .altered, 3),
      ("update administration set at = at + interval '1 second' where number = 1", .altered, 1),
      ("update administration set number = 9 where number = 3", .altered, 3),
    ] as [(String, ChainFault.Kind, Int64)])
  func tampered(sql: String, kind: ChainFault.Kind, number: Int64) async throws {
    let office = try await Office()
    let sound = try await office.verify()
    #expect(sound.actFault == nil && sound.acts == 3 && sound.isSound)
    try await office.tamper(sql)
    let found = try await office.verify()
    #expect(found.actFault == ActFault(kind, number: number) && found.acts == number - 1 && !found.isSound)
  }

  @Test("acts that were cut off the end are missed, until the seal is taken away as well")
  func cutOff() async throws {
    let office = try await Office()
    try await office.tamper("delete from administration where number = 3")
    let found = try await office.verify()
    #expect(found.actFault == nil && found.brokenSeals == ["administration"])
    try await office.store.add(PersonLine(code: "ma", name: "Ma", uid: nil), by: Self.root)
    #expect(try await office.verify().brokenSeals == ["administration"])
  }
}
