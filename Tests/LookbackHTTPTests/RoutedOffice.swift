import HTTPTypes
import Hummingbird
import Logging
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackPostgres
import LookbackRuntime
import LookbackSignIn
import LookbackStore
import LookbackTesting
import LookbackTime
import NIOCore
import NIOEmbedded

@testable import LookbackHTTP

/// An office behind the router, asked without a socket: a request goes in as a value, the response comes out as one.
///
/// It stands on a test clock on a Monday morning. Ann is its clerk, Bob holds no post, Chief and Deputy are there for
/// what administrators do in their own name.
struct RoutedOffice: Sendable {
  static let start = Moment(microseconds: 1_740_963_600_000_000)

  let conninfo: String
  let pool: ConnectionPool
  let store: Store
  let operations: Operations
  let refusals = RefusalBook()

  init() async throws {
    conninfo = try await TestCluster.shared.database(from: "lookback_http", prepare: Self.prepare)
    pool = ConnectionPool(Self.configuration(conninfo), size: 4, timeout: .seconds(120))
    store = Store(pool)
    let publisher = Publisher(store: store, logger: Self.quiet)
    let libraries = CurrentLibrary(try await publisher.library())
    let counters = EngineCounters()
    let engine = Engine(store: store, libraries: libraries, counters: counters, logger: Self.quiet)
    let signals = SignalDelivery(store: store, engine: engine, wording: { RejectionText.english($0) })
    let clock = ClockAdvance(store: store, engine: engine, signals: signals)
    operations = Operations(
      engine: engine, store: store, acts: store, library: libraries, evaluators: try Self.evaluators.get(),
      advanceClock: { try await clock.advance(to: $0, by: $1).fired },
      publish: { files, initiator in
        let results = try await publisher.publish(files, by: initiator)
        libraries.replace(with: try await publisher.library())
        return results.map { PublishedDefinition(kind: $0.kind, name: $0.name, version: $0.version, isNew: $0.isNew) }
      }, preview: { try await publisher.preview($0) },
      metrics: { Metrics(counters.current, waiting: await engine.waiting) }, signIn: SignInDesk(Self.rules))
  }

  private static let evaluators = Result { Evaluators(on: [try ThreadExecutor(name: "evaluation")]) }

  private static func prepare(_ conninfo: String) async throws {
    let connection = try await Connection.connect(configuration(conninfo))
    _ = try await Migrator(connection).migrate()
    await connection.close()
    let pool = ConnectionPool(configuration(conninfo), size: 1, timeout: .seconds(120))
    let store = Store(pool)
    _ = try await store.setClock(to: start, by: .daemon)
    _ = try await Publisher(store: store, logger: quiet).publish(PermitWorkflow.files, by: .daemon)
    try await store.add(UnitLine(code: "desk", name: "desk", documentCode: nil), by: .daemon)
    for (code, user) in [("ann", 70_001), ("bob", 70_002), ("chief", nil), ("deputy", nil)] as [(String, Int64?)] {
      try await store.add(PersonLine(code: code, name: code, uid: user, posts: []), by: .daemon)
    }
    try await store.add(PostLine(person: "ann", post: Post(name: "clerk", unit: "desk")), by: .daemon)
    try await store.add(PostLine(person: "chief", post: Post(name: "reader", unit: "desk")), by: .daemon)
    await pool.close()
  }

  /// Rules whose hashes cost next to nothing.
  static var rules: SignInRules {
    var rules = SignInRules()
    rules.cost = PasswordHash.Cost(rounds: 4)
    return rules
  }

  /// Returns a connection to the database as its owner.
  func connection() async throws -> Connection { try await Connection.connect(Self.configuration(conninfo)) }

  /// Changes the database behind the daemon's back.
  func sql(_ text: String) async throws {
    let connection = try await connection()
    try await connection.run { c in try c.script(text) }
    await connection.close()
  }

  private static func configuration(_ conninfo: String) -> ConnectionConfiguration {
    var configuration = ConnectionConfiguration.testing(conninfo)
    configuration.logger = quiet
    return configuration
  }

  static let quiet: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }()

  /// Where a request comes from.
  enum Sender: Sendable {
    /// The daemon's socket, from this user of the machine; 0 is an administrator.
    case user(UInt32)
    /// An administrator on the socket, in the name of a person.
    case administrator(as: String)
    /// TCP, with this token or without any.
    case token(String?)

    static let administrator = Sender.user(0)
    static let ann = Sender.user(70_001)
    static let bob = Sender.user(70_002)

    fileprivate var user: UInt32? {
      switch self {
      case .user(let user): user
      case .administrator: 0
      case .token: nil
      }
    }

    fileprivate var headers: HTTPFields {
      switch self {
      case .user, .token(nil): [:]
      case .administrator(let person): [.lookbackAs: person]
      case .token(let token?): [.authorization: "Bearer \(token)"]
      }
    }
  }

  /// The answer to one request.
  /// - Parameters:
  ///   - path: the whole address, such as `/v1/cases`.
  ///   - operations: what the router works with; the office's own by default.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, as sender: Sender = .ann, headers: HTTPFields = [:],
    body: [UInt8] = [], hasTrustworthyPeers: Bool = true, operations: Operations? = nil,
    bodies: BodyBudget = BodyBudget(), steps: Int = StepAllowance.ofRequest, requests: RequestBook = RequestBook(),
    logger: Logger = quiet
  ) async throws -> Reply {
    let user = sender.user
    let api = API(
      operations: operations ?? self.operations, hasTrustworthyPeers: hasTrustworthyPeers,
      peers: PeerBook { _ in user }, bodies: bodies, refusals: refusals, steps: steps, requests: requests)
    var fields = sender.headers
    if !body.isEmpty, headers[.contentType] == nil { fields[.contentType] = "application/json" }
    for field in headers { fields.append(field) }
    let head = HTTPRequest(method: method, scheme: "http", authority: "lookback", path: path, headerFields: fields)
    let context = CallContext(
      source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
    let response = try await api.router.buildResponder().respond(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))), context: context)
    let reply = try await Reply(response)
    DeclaredAnswer(method, path, reply)?.expect(sender: sender)
    return reply
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, as sender: Sender = .ann, headers: HTTPFields = [:], _ body: String
  ) async throws -> Reply {
    try await ask(method, path, as: sender, headers: headers, body: Array(body.utf8))
  }

  /// Opens a case as Ann; its number.
  func opened(_ data: String = "{}") async throws -> String {
    let reply = try await ask(.post, "/v1/cases", #"{"workflow":"permit","data":\#(data)}"#)
    guard let id = reply.json["case"]?.text else { throw Unexpected(reply: reply) }
    return id
  }
}
