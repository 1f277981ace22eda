import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite struct ConfigurationTests {
  @Test("flags win over the environment, the environment over the file, the file over defaults")
  func layersHaveAnOrder() throws {
    let file = ConfigurationFile(
      name: "l.yaml", bytes: Array("socket: /file\nworkflows: /file\nlisten: 127.0.0.1:1\n".utf8))
    let found = try Configuration.read(
      flags: [.socket: "/flag"], environment: ["LOOKBACK_SOCKET": "/env", "LOOKBACK_WORKFLOWS": "/env"], file: file)
    #expect(found.socket == "/flag")
    #expect(found.workflows == "/env")
    #expect(found.listen?.description == "127.0.0.1:1")
    #expect(found.database == .server(conninfo: Secret("dbname=lookback")))
  }

  @Test("all problems of all layers are named at once, each with its place")
  func problemsAreListed() {
    let file = ConfigurationFile(
      name: "l.yaml", bytes: Array("sockt: /x\ndatabase: password=secret\n".utf8), isReadableByAll: true,
      isWritableByOthers: true)
    #expect {
      try Configuration.read(
        flags: [.listen: "nowhere", .testClock: "soon"], environment: ["LOOKBACK_CONNECTIONS": "many"], file: file)
    } throws: { error in
      let problems = (error as? ConfigurationError)?.problems ?? []
      return problems == [
        "l.yaml can be changed by others: run `chmod go-w l.yaml`",
        "l.yaml:1:1: unknown key `sockt`; did you mean `socket`?",
        "l.yaml:2:1: a password in a file that all can read: run `chmod 600 l.yaml`, or use a credential",
        "--listen: found \"nowhere\", expected HOST:PORT such as 127.0.0.1:8089 or [::1]:8089",
        "--test-clock: found \"soon\", expected a moment such as 2019-01-20T00:00:00Z or a date such as 2019-01-20",
        "LOOKBACK_CONNECTIONS: found \"many\", expected a number from 3 to 100",
      ]
    }
  }

  @Test("of a private and another database the nearer layer counts, and one layer cannot say both")
  func oneDatabaseCounts() throws {
    let found = try Configuration.read(flags: [.embedded: "db"], environment: ["LOOKBACK_DATABASE": "host=x"])
    #expect(found.database == .embedded(folder: "db"))
    #expect(throws: ConfigurationError.self) {
      try Configuration.read(flags: [.embedded: "db", .database: "host=x"], environment: [:])
    }
  }

  @Test("a connection string is never shown")
  func secretsStayHidden() throws {
    let found = try Configuration.read(flags: [.database: "password=hush"], environment: [:])
    var dumped = ""
    dump(found, to: &dumped)
    #expect(!"\(found) \(String(reflecting: found)) \(dumped)".contains("hush"))
  }

  @Test(
    "an address to listen on is a host and a port",
    arguments: [
      ("127.0.0.1:8089", "127.0.0.1:8089"), ("[::1]:80", "[::1]:80"), ("localhost:0", "localhost:0"), ("::1:80", nil),
      (":80", nil), ("host", nil), ("host:65536", nil), ("a b:1", nil),
    ] as [(String, String?)])
  func addresses(text: String, expected: String?) {
    #expect(ListenAddress(text)?.description == expected)
  }

  @Test(
    "beyond this machine is listened only behind a proxy that ends TLS, which somebody has to say",
    arguments: [
      ("127.0.0.1:80", true), ("127.9.9.9:80", true), ("[::1]:80", true), ("localhost:80", true),
      ("LOCALHOST:80", true),
      ("0.0.0.0:80", false), ("[::]:80", false), ("10.0.0.5:80", false), ("127.0.0.1.example.org:80", false),
      ("127.example.org:80", false), ("127.0.0.256:80", false), ("office:80", false),
    ])
  func listening(address: String, isFree: Bool) throws {
    do throws(ConfigurationError) {
      let read = try Configuration.read(flags: [.listen: address], environment: [:])
      #expect(read.listen?.isLoopback == true && isFree)
    } catch {
      #expect(!isFree && error.problems.count == 1 && error.description.contains("behind-tls-proxy: true"), "\(error)")
    }
    let behind = try Configuration.read(
      flags: [.listen: address], environment: ["LOOKBACK_BEHIND_TLS_PROXY": "true"])
    #expect(behind.listen == ListenAddress(address) && behind.isBehindTLSProxy)
  }

  @Test("a test clock is a moment or a date")
  func testClockIsMomentOrDate() throws {
    let date = try Configuration.read(flags: [.testClock: "2019-01-20"], environment: [:])
    let moment = try Configuration.read(flags: [.testClock: "2019-01-20T08:00:00+08:00"], environment: [:])
    #expect(date.testClock == moment.testClock)
    #expect(date.testClock?.description == "2019-01-20T00:00:00Z")
  }
}
