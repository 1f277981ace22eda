import LookbackPostgres
import Testing

@Suite("Values find their parameters by name")
struct ParametersTests {
  /// One for all: these tests only ask.
  private static let shared = Task { try await Connection.fresh() }

  private static let order = Statement(
    "order", named: NamedParameters("SELECT @first || '-' || @last || '-' || @first"))

  private func ask(_ statement: Statement, _ parameters: Parameters) async throws -> String {
    try await Self.shared.value.run { try $0.query(statement, parameters)[0].text(0) }
  }

  @Test(
    "in whatever order they are given",
    arguments: [
      ["first": .text("a"), "last": .text("b")], ["last": .text("b"), "first": .text("a")],
      ["first": .text("a")] + ["last": .text("b")],
    ] as [Parameters])
  func anyOrder(parameters: Parameters) async throws {
    #expect(try await ask(Self.order, parameters) == "a-b-a")
  }

  @Test("and by position where a statement has no names")
  func byPosition() async throws {
    #expect(try await ask(Statement("positions", "SELECT $1 || $2"), [.text("a"), .text("b")]) == "ab")
  }

  @Test(
    "a value that is missing, unknown, given twice or without a name is refused before anything is sent",
    arguments: [
      (["first": .text("a")], "no value for @last, expected one value each for @first, @last"),
      (
        ["first": .text("a"), "last": .text("b"), "least": .text("c")],
        "a value for @least, expected one value each for @first, @last"
      ),
      (["first": .text("a"), "last": .text("b"), "last": .text("c")], "2 values for @last, expected one"),
      ([.text("a"), .text("b")], "no value for @first, expected one value each for @first, @last"),
      (
        ["first": .text("a"), "last": .text("b")] + [.text("c")],
        "a value without a name, expected one value each for @first, @last"
      ),
      ([], "no value for @first, expected one value each for @first, @last"),
    ] as [(Parameters, String)])
  func refused(parameters: Parameters, message: String) async {
    let error = await failure { _ = try await ask(Self.order, parameters) }
    #expect(error?.kind == .parameter)
    #expect(error?.statement == "order")
    #expect(error?.message == message)
  }

  @Test("a name for a statement without names is refused, and so is a statement with a name that cannot be read")
  func refusedStatements() async {
    let plain = await failure { _ = try await ask(Statement("plain", "SELECT $1"), ["first": .text("a")]) }
    #expect(plain?.message == "a value for @first, expected values by position")
    let unreadable = Statement("unreadable", named: NamedParameters("SELECT @First"))
    let error = await failure { _ = try await ask(unreadable, ["First": .text("a")]) }
    #expect(error?.kind == .parameter)
    #expect(error?.message.hasPrefix("a parameter @First, expected") == true)
  }

  @Test(
    "a value that cannot be sent is told with its name",
    arguments: [.text("\0"), .texts(["a", "b\0"]), .textColumn(TextColumn(["b\0", "a"]))] as [Parameter])
  func unsendable(value: Parameter) async {
    let error = await failure { _ = try await ask(Self.order, ["first": .text("a"), "last": value]) }
    #expect(error?.message == "@last is text with a NUL character in it")
  }
}
