import Glibc
import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// Servers that are stopped, exchanged and started again, each test with its own.
@Suite("a database that has gone back", .serialized)
struct WitnessTests {
  /// An engine on a server of its own, with a witness.
  private struct Post {
    let cluster: TestCluster
    let store: Store
    let engine: Engine
    let witness: Witness

    init(_ witness: Witness = Witness(), cluster: TestCluster? = nil, conninfo given: String? = nil) async throws {
      self.witness = witness
      let own: TestCluster
      if let cluster { own = cluster } else { own = try await TestCluster.create(durability: .full) }
      self.cluster = own
      let conninfo: String
      if let given { conninfo = given } else { conninfo = try await own.database() }
      if given == nil { try await Office.migrate(conninfo) }
      let office = try await Office(conninfo: conninfo)
      store = Store(
        ConnectionPool(Office.configuration(conninfo), size: 4, timeout: .seconds(10)) {
          try await witness.examine($0)
        })
      var settings = EngineSettings()
      settings.retryTimeout = .seconds(60)
      engine = Engine(
        store: store, libraries: CurrentLibrary(office.published), settings: settings, witness: witness,
        logger: Office.quiet)
      // On a busy machine the first connection may take longer than a request waits.
      var attempts = 0
      while attempts < 60, (try? await store.clock()) == nil { attempts += 1 }
      guard given == nil else { return }
      let clerk = PersonLine(code: "wang", name: "wang", uid: nil, posts: [])
      try await store.add(UnitLine(code: "desk", name: "desk", documentCode: nil), by: .daemon)
      try await store.add(clerk, by: .daemon)
      try await store.add(PostLine(person: "wang", post: Post.clerk), by: .daemon)
    }

    private static let clerk = LookbackCore.Post(name: "clerk", unit: "desk")

    func open(_ number: Int) async -> Outcome {
      await engine.submit([Office.open("open \(number)", engine.newCaseID(), ["number": .string("W\(number)")])])[0]
    }
  }

  private static func copy(_ from: String, to: String) {
    #expect(system("rm -rf '\(to)' && cp -a '\(from)' '\(to)'") == 0)
  }

  @Test("is not worked on, says which event is gone, and is taken back when the newer one returns")
  func restoredCopy() async throws {
    let post = try await Post()
    #expect(await post.open(1).isDone)
    await post.cluster.stop()
    let (data, old, new) = (post.cluster.dataFolder, post.cluster.dataFolder + ".old", post.cluster.dataFolder + ".new")
    Self.copy(data, to: old)
    try await post.cluster.start()
    let second = try #require(await post.open(2).receipt)
    await post.cluster.stop()
    Self.copy(data, to: new)
    Self.copy(old, to: data)
    try await post.cluster.start()
    // The pool comes back when its backoff is over, and lends nothing.
    while post.witness.refusal == nil { _ = try? await post.store.examine(with: post.witness) }
    let refusal = try #require(post.witness.refusal)
    #expect(refusal.contains("gone back by") || refusal.contains("\(second.case)"), "\(refusal)")
    #expect(await post.open(3) == .unavailable(refusal))
    await #expect(throws: StoreError.self) { try await post.store.clock() }

    await post.cluster.stop()
    Self.copy(new, to: data)
    try await post.cluster.start()
    while post.witness.refusal != nil { _ = try? await post.store.examine(with: post.witness) }
    #expect(await post.open(3).isDone)
    await post.store.pool.close()
    await post.cluster.remove()
  }

  @Test("an event that was acknowledged and is not there is named, also when the log has grown beyond it")
  func lostEvent() async throws {
    let post = try await Post()
    #expect(await post.open(1).isDone)
    var memory = post.witness.memory
    memory.receipts.append(Witness.Receipt(id: CaseID(77), sequence: 3, link: [UInt8](repeating: 1, count: 32)))
    let other = Witness(memory)
    await #expect(throws: StoreError.self) { try await post.store.examine(with: other) }
    #expect(other.refusal?.contains("event 3 of case 77 was acknowledged and is gone") == true)
    // The same chain with another link at that place is another history.
    let receipt = try #require(post.witness.memory.receipts.first)
    var forked = Witness.Memory()
    forked.receipts = [.init(id: receipt.id, sequence: 1, link: [1])]
    let fork = Witness(forked)
    await #expect(throws: StoreError.self) { try await post.store.examine(with: fork) }
    await post.store.pool.close()
    await post.cluster.remove()
  }

  @Test("an old primary that is back on a lower timeline is refused; a higher one is what a failover makes")
  func timelines() async throws {
    let post = try await Post()
    try await post.store.examine(with: post.witness)
    let position = try #require(post.witness.memory.position)
    var later = Witness.Memory()
    later.position = .init(system: position.system, timeline: position.timeline + 1, log: 0)
    let behind = Witness(later)
    await #expect(throws: StoreError.self) { try await post.store.examine(with: behind) }
    #expect(behind.refusal?.contains("an old primary is back") == true)
    var earlier = Witness.Memory()
    earlier.position = .init(system: position.system, timeline: position.timeline - 1, log: .max)
    try await post.store.examine(with: Witness(earlier))
    var other = Witness.Memory()
    other.position = .init(system: position.system ^ 1, timeline: 9, log: .max)
    try await post.store.examine(with: Witness(other))
    await post.store.pool.close()
    await post.cluster.remove()
  }

  @Test("of several servers the one that can be written is found, and found again when it changes")
  func severalServers() async throws {
    let first = try await Post()
    let second = try await TestCluster.create(durability: .full)
    let name = first.cluster.conninfo.split(separator: " ").map(String.init)
    let hosts = "\(first.cluster.socketFolder),\(second.socketFolder)"
    let conninfo = "host=\(hosts) user=postgres dbname=postgres target_session_attrs=read-write"
    #expect(!name.isEmpty)
    let pool = ConnectionPool(Office.configuration(conninfo), size: 1, timeout: .seconds(120))
    let whoIs = Statement("who_is", "select current_setting('unix_socket_directories')")
    let found: @Sendable () async throws -> String = {
      try await pool.withConnection { try await $0.run { c in try c.query(whoIs)[0].text(0) } }
    }
    #expect(try await found() == first.cluster.socketFolder)
    // The first becomes read-only, as a demoted primary is, while its session goes on.
    let admin = try await Connection.connect(Office.configuration(first.cluster.conninfo))
    try await admin.run { c in
      try c.script("alter system set default_transaction_read_only = on")
      try c.script("select pg_reload_conf()")
    }
    await admin.close()
    let write = Statement("write_something", "create temp table something (n int)")
    let refused = Statement("is_read_only", "select current_setting('default_transaction_read_only')")
    try await Waiting.until("the session is read-only") {
      try await pool.withConnection { try await $0.run { c in try c.query(refused)[0].text(0) } } == "on"
    }
    let failure = await #expect(throws: PostgresError.self) {
      try await pool.withConnection { try await $0.run { c in _ = try c.query(write) } }
    }
    #expect(failure?.sqlState == "25006" && failure?.isRetryable == true)
    #expect(try await found() == second.socketFolder)
    await pool.close()
    await first.store.pool.close()
    await first.cluster.remove()
    await second.remove()
  }

  @Test("an outage longer than anybody waits for a connection is waited out by a batch as a whole")
  func outage() async throws {
    let post = try await Post()
    #expect(await post.open(0).isDone)
    await post.cluster.stop(.immediate)
    let commands = (1...64).map {
      Office.open("open \($0)", post.engine.newCaseID(), ["number": .string("W\($0)")])
    }
    async let outcomes = post.engine.submit(commands)
    // Longer than two waits for a connection.
    await #expect(throws: StoreError.self) { try await post.store.clock() }
    await #expect(throws: StoreError.self) { try await post.store.clock() }
    await #expect(throws: StoreError.self) { try await post.store.clock() }
    try await post.cluster.start()
    let all = await outcomes
    #expect(all.allSatisfy { $0.isDone }, "\(all.filter { !$0.isDone }.prefix(3))")
    await post.store.pool.close()
    await post.cluster.remove()
  }

  @Test("what is remembered outlives the daemon in a file; a file that is not whole is not taken for nothing")
  func file() async throws {
    var template = Array("/tmp/lookback-witness-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = system("rm -rf '\(folder)'") }
    let file = WitnessFile(path: "\(folder)/witness")
    #expect(try file.load() == Witness.Memory())
    var memory = Witness.Memory()
    memory.position = .init(system: 7_123_456_789_012_345_678, timeline: 3, log: 99)
    for number in 1...3 {
      memory.receipts.append(.init(id: CaseID(Int64(number)), sequence: 5, link: (0..<32).map { $0 * 7 }))
    }
    #expect(file.save(memory))
    #expect(try file.load() == memory)
    for broken in ["", "lookback witness 1\n", "lookback witness 1\nreceipt 1 2\nend\n", "lookback witness 2\nend\n"] {
      let stream = try #require(fopen(file.path, "we"))
      fputs(broken, stream)
      fclose(stream)
      #expect(throws: ConfigurationError.self, "\(broken)") { try file.load() }
    }
  }
}
