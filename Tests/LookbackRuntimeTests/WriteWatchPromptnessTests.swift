import Glibc
import Logging
import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import Synchronization
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// What is promised in seconds, tried while no other test runs.
@Suite("that nothing can be recorded is told in time", .timeLimit(.minutes(10)))
struct WriteWatchPromptnessTests {
  @Test("is answered within five seconds, at once from then on, and again when it has passed")
  func full() async throws {
    let disk = FullDisk()
    let watch = WriteWatch { disk.attempt() }
    let began = ContinuousClock.now
    // What the database says is for the log.
    let answer = await watch.answer()
    #expect(answer?.contains("nothing can be recorded") == true && answer?.contains("no space left") == false)
    #expect(began.duration(to: .now) < .seconds(5))
    let told = ContinuousClock.now
    for _ in 0..<10 { #expect(await watch.answer() != nil) }
    #expect(told.duration(to: .now) < .seconds(1))
    disk.isFull.store(false, ordering: .relaxed)
    try await Waiting.until("it is yes again") { watch.refusal == nil }
    #expect(await watch.answer() == nil)
    watch.end()
  }

  /// An engine with a watch on a server.
  private struct Desk {
    let office: Office
    let engine: Engine
    let watch: WriteWatch
    let watchdog = LoopWatchdog()
    let pools: [ConnectionPool]

    init(_ conninfo: String) async throws {
      try await Office.migrate(conninfo)
      office = try await Office(conninfo: conninfo)
      try await office.staff()
      var configuration = Office.configuration(conninfo)
      configuration.logger.logLevel = .critical
      configuration.commitDeadline = .seconds(3_600)
      let probing = ConnectionPool(configuration, size: 1, timeout: .seconds(60))
      configuration.commitDeadline = .seconds(4)
      let working = ConnectionPool(configuration, size: 6, timeout: .seconds(60))
      pools = [probing, working, office.store.pool]
      let probe = Store(probing)
      watch = WriteWatch { () async -> String? in
        do throws(StoreError) { try await probe.tryCommitting() } catch { return "\(error)" }
        return nil
      }
      var logger = Office.quiet
      logger.logLevel = .critical
      engine = Engine(
        store: Store(working), libraries: CurrentLibrary(office.published), watchdog: watchdog, watch: watch,
        logger: logger)
    }

    func open(_ number: Int) async -> Outcome {
      await engine.submit([Office.open("open \(number)", engine.newCaseID(), ["number": .string("W\(number)")])])[0]
    }

    /// A command that nobody answers raises the doubt.
    func expectDoubt() async throws {
      async let first = open(100)
      try await Waiting.until("it is no") {
        if watchdog.stalled(after: .seconds(1)).contains(.batches) { watch.doubt() }
        return watch.refusal != nil
      }
      #expect(await first.receipt == nil)
    }

    /// Nothing can be recorded: everybody is told at once.
    func expectRefusal() async {
      let began = ContinuousClock.now
      #expect(await engine.readiness()?.contains("nothing can be recorded") == true)
      for number in 101..<110 {
        let outcome = await open(number)
        #expect(outcome == .unavailable(watch.refusal ?? ""), "\(outcome)")
      }
      #expect(began.duration(to: .now) < .seconds(1))
    }

    func expectRecovery() async throws {
      try await Waiting.until("it is yes again") { watch.refusal == nil }
      try await Waiting.until("a command is done again") { await open(200).receipt != nil }
      #expect(await engine.readiness() == nil)
      watch.end()
      for pool in pools { await pool.close() }
    }
  }

  @Test("no: a standby that commits wait for is away; yes: it is back")
  func standbyAway() async throws {
    let primary = try await TestCluster.create(durability: .full)
    let desk = try await Desk(try await primary.database())
    let standby = try await TestCluster.standby(of: primary)
    try await primary.waitForStandby()
    #expect(await desk.open(1).isDone)
    try await standby.stopFollowing()
    try await desk.expectDoubt()
    await desk.expectRefusal()
    try await standby.followAgain(primary)
    try await desk.expectRecovery()
    await primary.remove()
    await standby.remove()
  }

  @Test("no: the disk is full; yes: it has room again", .enabled(if: geteuid() == 0, "only root can make a small disk"))
  func diskFull() async throws {
    let server = try await TestCluster.create(durability: .full)
    let disk = server.dataFolder + ".small"
    var owner = stat()
    try #require(stat(server.dataFolder, &owner) == 0)
    try #require(mkdir(disk, 0o700) == 0)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=64m") == 0)
    #expect(chown(disk, owner.st_uid, owner.st_gid) == 0 && chmod(disk, 0o700) == 0)
    let conninfo = try await server.database()
    let name = try #require(conninfo.split(separator: " ").first { $0.hasPrefix("dbname=") }).dropFirst(7)
    let superuser = try await Connection.connect(Office.configuration(server.conninfo))
    try await superuser.run { c in
      try c.script("create tablespace small location '\(disk)'")
      try c.script("alter database \(name) set tablespace small")
    }
    let desk = try await Desk(conninfo)
    #expect(await desk.open(1).isDone)
    try await desk.office.sql("create table filler (bytes text); alter table filler alter bytes set storage plain")
    await #expect(throws: PostgresError.self) {
      while true {
        try await desk.office.sql("insert into filler select repeat('x', 4000) from generate_series(1, 500)")
      }
    }
    // What room was left over by the last statement.
    await #expect(throws: PostgresError.self) {
      while true { try await desk.office.sql("insert into filler values (repeat('x', 8000))") }
    }
    // Where an old page has room a command may pass; whoever asks whether any does is told.
    try await Waiting.until("nothing can be recorded") { await desk.engine.readiness() != nil }
    await desk.expectRefusal()
    try await desk.office.sql("drop table filler")
    try await desk.expectRecovery()
    await superuser.close()
    await server.remove()
    #expect(umount2(disk, Int32(MNT_DETACH)) == 0)
  }
}
