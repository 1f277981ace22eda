import Glibc
import Logging
import LookbackCore
import LookbackHTTP
import LookbackOperations
import LookbackPostgres
import LookbackRuntime
import LookbackStore
import LookbackTime
import ServiceLifecycle
import UnixSignals

/// The running daemon, which makes its parts and connects them.
struct Daemon {
  private let foundations: Foundations
  private let signals: UnixSignalsSequence
  private let notifier: SystemdNotifier
  private let witness: Witness
  private let watch: WriteWatch
  private let pool: ConnectionPool
  private let reading: ConnectionPool
  private let store: Store
  private let publisher: Publisher
  private let counters = EngineCounters()
  private let watchdog = LoopWatchdog()
  private let wakeup = TimerWakeup()
  private let signalWakeup = TimerWakeup()

  /// The name of the first migration. Only an empty database lacks it.
  private static let firstMigration = "0001_create_schema"

  private var configuration: Configuration { foundations.configuration }
  private var logger: Logger { foundations.logger }

  /// - Parameter signals: the signals of `Serve.signals`, trapped since the program began.
  init(_ foundations: Foundations, signals: UnixSignalsSequence) throws(ConfigurationError) {
    self.foundations = foundations
    self.signals = signals
    var environment: [String: String] = [:]
    for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    notifier = SystemdNotifier(environment: environment)
    witness = Witness(try foundations.witnessFile?.load() ?? Witness.Memory())
    let probe = Store(foundations.watchPool())
    watch = WriteWatch { () async -> String? in
      do throws(StoreError) { try await probe.tryCommitting() } catch { return "\(error)" }
      return nil
    }
    pool = foundations.pool(admittedBy: witness)
    reading = foundations.readingPool(admittedBy: witness)
    store = Store(pool)
    publisher = Publisher(store: store)
  }

  /// Serves until a signal ends the daemon.
  /// - Throws: why it cannot start, or what failed.
  func run() async throws {
    do {
      notifier.status("preparing the database")
      try await prepareTables()
      try await store.recordCreation(of: configuration.office)
      try await prepareClock()
      try await PartitionService(store: store).prepare()
      let libraries = CurrentLibrary(try await definitions())
      // A first connection for reading, so that no first request waits until one is made.
      _ = try await Store(reading).clock()
      try await serve(libraries)
    } catch {
      await foundations.server?.stop()
      throw error
    }
    logger.notice("stopped")
  }

  /// Makes the tables in a private or empty database. Any other database must have all tables of this program already.
  private func prepareTables() async throws {
    let isOurs = foundations.server != nil
    try await foundations.withMigrator { migrator in
      do {
        try await migrator.check()
      } catch StoreError.olderSchema(let missing) {
        guard isOurs || missing.contains(Self.firstMigration) else { throw StoreError.olderSchema(missing: missing) }
        for statement in try await migrator.migrate().left {
          logger.warning("an administrator must run a statement", metadata: ["sql": "\(statement)"])
        }
      }
    }
  }

  private func prepareClock() async throws {
    guard let start = configuration.testClock, try await store.clock().test == nil else { return }
    guard try await store.setClock(to: start, by: .daemon) else {
      throw ConfigurationError(["--test-clock: this office has cases on the real clock; use an empty database"])
    }
  }

  /// Publishes the folder and returns all published definitions. At the first start, a wrong folder ends the daemon.
  private func definitions() async throws -> PublishedLibrary {
    do {
      try await publisher.publish(folder: configuration.workflows, by: .daemon)
    } catch {
      let library = try await publisher.library()
      guard !library.digests.isEmpty else { throw error }
      logger.error("the folder of definitions is refused; serving what is published", metadata: ["reason": "\(error)"])
      return library
    }
    return try await publisher.library()
  }

  private func serve(_ libraries: CurrentLibrary) async throws {
    var settings = EngineSettings()
    settings.parallelBatches = max(1, configuration.connections - configuration.readingConnections - 2)
    settings.capacity = configuration.queue
    let engine = Engine(
      store: store, libraries: libraries, wakeup: wakeup, signalWakeup: signalWakeup, settings: settings,
      counters: counters, watchdog: watchdog, witness: witness, watch: watch)
    let signals = SignalDelivery(store: store, engine: engine, wording: { RejectionText.english($0) })
    let evaluators = Evaluators(on: try (0..<2).map { _ in try ThreadExecutor(name: "evaluation", niceness: 5) })
    let operations = operations(engine, signals, libraries, evaluators)
    let server = Server(
      operations, socket: configuration.socket,
      listen: configuration.listen.map { (host: $0.host, port: $0.port) }, logger: Logger(label: "http"))
    let group = ServiceGroup(configuration: services(engine, signals, server, operations.desk))
    let reloader = Reloader(publisher: publisher, libraries: libraries, folder: configuration.workflows)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await follow(group, reloader) }
      tasks.addTask { await announce() }
      try await group.run()
      tasks.cancelAll()
    }
  }

  /// Returns the services, which are stopped from the last to the first: first no more requests are taken, then no more
  /// timers fired, then what waits is finished.
  private func services(
    _ engine: Engine, _ signals: SignalDelivery, _ server: Server, _ desk: LongOperationDesk
  ) -> ServiceGroupConfiguration {
    var services: [any Service] = []
    if let embedded = foundations.server { services.append(embedded) }
    services += [
      PoolService(pool: pool), PoolService(pool: reading),
      WitnessService(store: store, witness: witness, file: foundations.witnessFile),
      WriteWatchService(watch: watch, watchdog: watchdog), EngineService(engine: engine, timeout: .seconds(20)),
      PartitionService(store: store),
      TimerService(store: store, engine: engine, wakeup: wakeup, counters: counters, watchdog: watchdog),
      SignalService(delivery: signals, wakeup: signalWakeup), desk, server,
      StatusService(notifier: notifier, watchdog: watchdog, logger: logger) { await status(engine) },
    ]
    if let days = self.configuration.archiveAfter { services.insert(ArchiveService(store: store, days: days), at: 1) }
    var configuration = ServiceGroupConfiguration(services: services, logger: Logger(label: "services"))
    // Together with what is closed after the services, the daemon ends within the thirty seconds that are promised.
    configuration.maximumGracefulShutdownDuration = .seconds(26)
    return configuration
  }

  private func operations(
    _ engine: Engine, _ signals: SignalDelivery, _ libraries: CurrentLibrary, _ evaluators: Evaluators
  ) -> Operations {
    let clock = ClockAdvance(store: store, engine: engine, signals: signals)
    return Operations(
      engine: engine, store: Store(reading), acts: store, library: libraries, evaluators: evaluators,
      advanceClock: { try await clock.advance(to: $0, by: $1).fired },
      publish: { [publisher] files, initiator in
        let results = try await publisher.publish(files, by: initiator)
        libraries.replace(with: try await publisher.library())
        return results.map { PublishedDefinition(kind: $0.kind, name: $0.name, version: $0.version, isNew: $0.isNew) }
      }, preview: { [publisher] in try await publisher.preview($0) },
      metrics: { [counters] in Metrics(counters.current, waiting: await engine.waiting) },
      signIn: SignInDesk(SignInRules(configuration)))
  }

  /// Waits for signals. SIGHUP reads the definitions again; any other signal ends the daemon.
  private func follow(_ group: ServiceGroup, _ reloader: Reloader) async {
    for await signal in signals {
      guard signal == .sighup else {
        notifier.stopping()
        await group.triggerGracefulShutdown()
        return
      }
      notifier.reloading()
      await reloader.reload()
      notifier.ready()
    }
  }

  /// Tells systemd and the log that the daemon is ready, as soon as its socket answers.
  private func announce() async {
    while !Task.isCancelled, !UnixSocket.answers(configuration.socket) {
      try? await Task.sleep(for: .milliseconds(5))
    }
    guard !Task.isCancelled else { return }
    // The account of the caller decides who may do what, so everybody may open the socket.
    chmod(configuration.socket, 0o666)
    notifier.ready()
    let address = configuration.listen.map { ", \($0)" } ?? ""
    logger.notice("ready", metadata: ["listening": "\(configuration.socket)\(address)"])
  }

  private func status(_ engine: Engine) async -> String {
    let counters = counters.current
    let late = [0.5, 0.99, 1].map { "\((counters.lateness.bound(of: $0) + 999) / 1000)" }.joined(separator: "/")
    return "\(counters.done) commands done, \(counters.rejected) refused, \(counters.timersFired) timers fired "
      + "at most \(late) ms late (half, 99 %, all); \(await engine.waiting) waiting"
  }
}
