import ArgumentParser
import LookbackRuntime
import UnixSignals

/// The command `lookbackd serve`.
struct Serve: AsyncParsableCommand {
  /// The signals that ask the daemon to end, and SIGHUP, which asks it to read the definitions again.
  static let signals = [UnixSignal.sigterm, .sigint, .sighup]

  static let configuration = CommandConfiguration(
    abstract: "Run the daemon until SIGTERM or SIGINT.",
    discussion: """
      Every setting can be given as a flag, in the environment (LOOKBACK_SOCKET and so on) or in the file of --config; \
      flags win over the environment, the environment over the file.

      SIGHUP reads the definitions again. A file that is wrong, or that changes a published version, is refused, and \
      the definitions in use stay as they are. SIGTERM lets what has begun end, within 30 seconds.

      An empty database gets its tables; an older one must be brought up to date with `lookbackd migrate`.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(help: ArgumentHelp("The Unix socket that the command line talks to.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("Listen on TCP as well, such as 127.0.0.1:8089.", valueName: "host:port"))
  var listen: String?

  @Flag(
    name: .customLong("behind-tls-proxy"),
    help: ArgumentHelp(
      "A proxy that ends TLS stands before the TCP address.",
      discussion: "The daemon speaks no TLS itself: without this it listens on addresses of this machine only."))
  var isBehindTLSProxy = false

  @Option(help: ArgumentHelp("The folder of definitions; new ones are published.", valueName: "dir"))
  var workflows: String?

  @Option(
    name: .customLong("test-clock"),
    help: ArgumentHelp(
      "Let a new office run on a clock that stands at this moment until it is moved (lookback clock advance).",
      valueName: "moment"))
  var testClock: String?

  @Option(
    help: ArgumentHelp(
      "So many commands may wait, 20000 unless given; more are turned away with 503 and Retry-After.",
      valueName: "count"))
  var queue: String?

  @Option(
    name: .customLong("archive-after"),
    help: ArgumentHelp(
      "Days after which ended cases leave the tables of the daily work, 100 unless given, or never.",
      discussion: "They are read as before, and reopening one brings it back.", valueName: "days"))
  var archiveAfter: String?

  @Option(
    name: .customLong("password-policy"),
    help: ArgumentHelp(
      "What is asked of passwords: asvs (OWASP ASVS 5) unless given, or mlps (GB/T 22239).", valueName: "name"))
  var passwordPolicy: String?

  @Option(
    name: .customLong("session-idle"),
    help: ArgumentHelp("Minutes without a request after which a session ends, 30 unless given.", valueName: "minutes"))
  var sessionIdle: String?

  @Option(
    name: .customLong("session-life"),
    help: ArgumentHelp("Hours after which a session ends in any case, 12 unless given.", valueName: "hours"))
  var sessionLife: String?

  @Option(
    help: ArgumentHelp(
      "Remember in this file what the database acknowledged.",
      discussion: "A database that has lost it, by a restore or a failover, is not served. "
        + "Given by systemd's StateDirectory.", valueName: "file"))
  var witness: String?

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: Self.signals)
    do {
      let configuration = try options.configuration(adding: [
        .socket: socket, .listen: listen, .workflows: workflows, .testClock: testClock, .queue: queue,
        .archiveAfter: archiveAfter, .passwordPolicy: passwordPolicy, .sessionIdle: sessionIdle,
        .sessionLife: sessionLife, .witness: witness, .behindTLSProxy: isBehindTLSProxy ? "true" : nil,
      ])
      let foundations = try await Foundations(configuration, isDaemon: true)
      try await Daemon(foundations, signals: signals).run()
    } catch {
      throw DaemonFailure.report(error)
    }
  }
}
