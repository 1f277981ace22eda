import SeededTesting
import Testing

@testable import LookbackPostgres

/// A value, what the server must say it is, and how to read it back.
struct RoundTrip: Sendable, CustomTestStringConvertible {
  let parameter: Parameter
  let text: String
  let read: @Sendable (Row) throws -> Parameter

  init(_ parameter: Parameter, _ text: String, _ read: @escaping @Sendable (Row) throws -> Parameter) {
    self.parameter = parameter
    self.text = text
    self.read = read
  }

  var testDescription: String { "\(parameter)" }

  static let scalars: [RoundTrip] = [
    RoundTrip(.bool(true), "true") { .bool(try $0.bool(0)) },
    RoundTrip(.bool(false), "false") { .bool(try $0.bool(0)) },
    RoundTrip(.int2(.min), "-32768") { .int2(try $0.int2(0)) },
    RoundTrip(.int2(.max), "32767") { .int2(try $0.int2(0)) },
    RoundTrip(.int4(.min), "-2147483648") { .int4(try $0.int4(0)) },
    RoundTrip(.int4(.max), "2147483647") { .int4(try $0.int4(0)) },
    RoundTrip(.int8(.min), "-9223372036854775808") { .int8(try $0.int8(0)) },
    RoundTrip(.int8(.max), "9223372036854775807") { .int8(try $0.int8(0)) },
    RoundTrip(.double(0.1), "0.1") { .double(try $0.double(0)) },
    RoundTrip(.double(-.infinity), "-Infinity") { .double(try $0.double(0)) },
    RoundTrip(.double(.leastNonzeroMagnitude), "5e-324") { .double(try $0.double(0)) },
    RoundTrip(.text(""), "") { .text(try $0.text(0)) },
    RoundTrip(.text("人大代表建议 👩‍👩‍👧 e\u{301}"), "人大代表建议 👩‍👩‍👧 e\u{301}") { .text(try $0.text(0)) },
    RoundTrip(.text("it's \\ \"quoted\"\n"), "it's \\ \"quoted\"\n") { .text(try $0.text(0)) },
    RoundTrip(.bytea([]), "\\x") { .bytea(try $0.bytea(0)) },
    RoundTrip(.bytea([0, 1, 255]), "\\x0001ff") { .bytea(try $0.bytea(0)) },
    RoundTrip(.date(0), "1970-01-01") { .date(try $0.date(0)) },
    RoundTrip(.date(20_781), "2026-11-24") { .date(try $0.date(0)) },
    RoundTrip(.date(-25_567), "1900-01-01") { .date(try $0.date(0)) },
    RoundTrip(.date(.max), "infinity") { .date(try $0.date(0)) },
    RoundTrip(.date(.min), "-infinity") { .date(try $0.date(0)) },
    RoundTrip(.timestamptz(0), "1970-01-01 00:00:00+00") { .timestamptz(try $0.timestamptz(0)) },
    RoundTrip(.timestamptz(-1), "1969-12-31 23:59:59.999999+00") { .timestamptz(try $0.timestamptz(0)) },
    RoundTrip(.timestamptz(1_795_485_600_000_001), "2026-11-24 02:00:00.000001+00") {
      .timestamptz(try $0.timestamptz(0))
    },
    RoundTrip(.timestamptz(.max), "infinity") { .timestamptz(try $0.timestamptz(0)) },
    RoundTrip(.timestamptz(.min), "-infinity") { .timestamptz(try $0.timestamptz(0)) },
    RoundTrip(.jsonb("{\"a\": [1, null, \"建议\"]}"), "{\"a\": [1, null, \"建议\"]}") { .jsonb(try $0.jsonb(0)) },
  ]

  static let arrays: [RoundTrip] = [
    RoundTrip(.bools([]), "{}") { .bools(try $0.bools(0)) },
    RoundTrip(.bools([true, false]), "{t,f}") { .bools(try $0.bools(0)) },
    RoundTrip(.int2s([1, -2]), "{1,-2}") { .int2s(try $0.int2s(0)) },
    RoundTrip(.int4s([.min, .max]), "{-2147483648,2147483647}") { .int4s(try $0.int4s(0)) },
    RoundTrip(.int8s([7]), "{7}") { .int8s(try $0.int8s(0)) },
    RoundTrip(.doubles([0.5, -1]), "{0.5,-1}") { .doubles(try $0.doubles(0)) },
    RoundTrip(.texts(["", "NULL", "a,b", "青"]), "{\"\",\"NULL\",\"a,b\",青}") { .texts(try $0.texts(0)) },
    RoundTrip(.textColumn(TextColumn()), "{}") { .textColumn(TextColumn(try $0.texts(0))) },
    RoundTrip(.textColumn(TextColumn(["", "NULL", "a,b", "青"])), "{\"\",\"NULL\",\"a,b\",青}") {
      .textColumn(TextColumn(try $0.texts(0)))
    },
    RoundTrip(.byteas([[], [0]]), "{\"\\\\x\",\"\\\\x00\"}") { .byteas(try $0.byteas(0)) },
    RoundTrip(.slices(of: [7, 0, 255, 1], [1..<3, 0..<0, 3..<4]), "{\"\\\\x00ff\",\"\\\\x\",\"\\\\x01\"}") {
      .slices(of: [7] + (try $0.byteas(0)).flatMap(\.self), [1..<3, 0..<0, 3..<4])
    },
    RoundTrip(.dates([0, 59]), "{1970-01-01,1970-03-01}") { .dates(try $0.dates(0)) },
    RoundTrip(.timestamptzs([0]), "{\"1970-01-01 00:00:00+00\"}") { .timestamptzs(try $0.timestamptzs(0)) },
    RoundTrip(.jsonbs(["1", "{}"]), "{1,\"{}\"}") { .jsonbs(try $0.jsonbs(0)) },
    RoundTrip(.nullableBools([nil, true]), "{NULL,t}") { .nullableBools(try $0.nullableBools(0)) },
    RoundTrip(.nullableInt2s([nil]), "{NULL}") { .nullableInt2s(try $0.nullableInt2s(0)) },
    RoundTrip(.nullableInt4s([1, nil]), "{1,NULL}") { .nullableInt4s(try $0.nullableInt4s(0)) },
    RoundTrip(.nullableInt8s([]), "{}") { .nullableInt8s(try $0.nullableInt8s(0)) },
    RoundTrip(.nullableDoubles([nil, 2]), "{NULL,2}") { .nullableDoubles(try $0.nullableDoubles(0)) },
    RoundTrip(.nullableTexts([nil, ""]), "{NULL,\"\"}") { .nullableTexts(try $0.nullableTexts(0)) },
    RoundTrip(.nullableByteas([nil, []]), "{NULL,\"\\\\x\"}") { .nullableByteas(try $0.nullableByteas(0)) },
    RoundTrip(.nullableDates([nil, 0]), "{NULL,1970-01-01}") { .nullableDates(try $0.nullableDates(0)) },
    RoundTrip(.nullableTimestamptzs([nil]), "{NULL}") { .nullableTimestamptzs(try $0.nullableTimestamptzs(0)) },
    RoundTrip(.nullableJSONBs([nil, "true"]), "{NULL,true}") { .nullableJSONBs(try $0.nullableJSONBs(0)) },
  ]

  static let nulls: [Parameter] = [
    .bool(nil), .int2(nil), .int4(nil), .int8(nil), .double(nil), .text(nil), .bytea(nil), .date(nil),
    .timestamptz(nil), .jsonb(nil),
  ]
}

@Suite("Values travel in binary form without loss")
struct RoundTripTests {
  /// One for all: these tests only ask.
  private static let shared = Task { try await Connection.fresh() }

  private let echo = Statement("echo", "SELECT $1 AS value, $1::text AS text")

  @Test(
    "a value comes back as it went and the server reads it as meant", arguments: RoundTrip.scalars + RoundTrip.arrays)
  func valueComesBack(_ trip: RoundTrip) async throws {
    let connection = try await Self.shared.value
    let row = try await connection.run { try $0.query(echo, [trip.parameter])[0] }
    #expect(try row.text(1) == trip.text)
    #expect(try trip.read(row) == trip.parameter)
  }

  @Test("NULL is nil when read as optional and an error when not")
  func nullIsNil() async throws {
    let connection = try await Self.shared.value
    let rows = try await connection.run { connection in
      try RoundTrip.nulls.map { try connection.query(echo, [$0])[0] }
    }
    #expect(try rows[0].optionalBool(0) == nil)
    #expect(try rows[1].optionalInt2(0) == nil)
    #expect(try rows[2].optionalInt4(0) == nil)
    #expect(try rows[3].optionalInt8(0) == nil)
    #expect(try rows[4].optionalDouble(0) == nil)
    #expect(try rows[5].optionalText(0) == nil)
    #expect(try rows[6].optionalBytea(0) == nil)
    #expect(try rows[7].optionalDate(0) == nil)
    #expect(try rows[8].optionalTimestamptz(0) == nil)
    #expect(try rows[9].optionalJSONB(0) == nil)
    #expect(try rows[9].isNull(0))
    #expect(
      refusal { try rows[3].int8(0) }?.message
        == "column 0 (value) is NULL, expected int8; read it with the optional form")
  }

  @Test("reading a column as another type says which column and both types")
  func wrongTypeIsNamed() async throws {
    let connection = try await Self.shared.value
    let row = try await connection.run { try $0.query(echo, [.int8(1)])[0] }
    let error = refusal { try row.text(0) }
    #expect(error?.kind == .decoding)
    #expect(error?.message == "column 0 (value) is int8, expected text")
    #expect(refusal { try row.int8(2) }?.message == "column 2 (?) does not exist, the answer has 2")
    #expect(refusal { try row.int8s(0) }?.message == "column 0 (value) is int8, expected int8[]")
  }

  @Test("a NULL among the elements of an array read as plain is an error")
  func nullElementIsRefused() async throws {
    let connection = try await Self.shared.value
    let row = try await connection.run { try $0.query(echo, [.nullableInt8s([1, nil])])[0] }
    #expect(refusal { try row.int8s(0) }?.kind == .decoding)
  }

  @Test("enums, varchar, name and arrays of text kinds read as text")
  func textKindsRead() async throws {
    let connection = try await Connection.fresh()
    try await connection.run { try $0.script("CREATE TYPE state AS ENUM ('open', 'closed')") }
    let kinds = Statement(
      "kinds",
      "SELECT 'open'::state, 'v'::varchar(3), 'n'::name, 'c'::char(2), ARRAY['open']::state[], ARRAY['w']::varchar[]")
    let row = try await connection.run { try $0.query(kinds)[0] }
    #expect(try (0..<4).map { try row.text($0) } == ["open", "v", "n", "c "])
    #expect(try row.texts(4) == ["open"])
    #expect(try row.texts(5) == ["w"])
  }

  @Test("random arrays unnest on the server into what they were", arguments: UInt64(0)..<40)
  func randomArraysSurvive(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let count = Int(random.next() % 300)
    let numbers = (0..<count).map { _ in random.next() % 5 == 0 ? nil : Int64(bitPattern: random.next()) }
    let texts = (0..<count).map { _ in random.next() % 5 == 0 ? nil : random.text() }
    let unnest = Statement("unnest", "SELECT n, t FROM unnest($1, $2) WITH ORDINALITY AS x(n, t, place) ORDER BY place")
    let connection = try await Self.shared.value
    let rows = try await connection.run { try $0.query(unnest, [.nullableInt8s(numbers), .nullableTexts(texts)]) }
    #expect(try rows.map { try $0.optionalInt8(0) } == numbers)
    #expect(try rows.map { try $0.optionalText(1) } == texts)
  }

  @Test("text with a NUL character is refused before anything is sent")
  func nulIsRefused() async throws {
    let connection = try await Connection.fresh()
    try await connection.run { try $0.script("CREATE TABLE note (body text)") }
    let insert = Statement("insert_note", "INSERT INTO note VALUES ($1)")
    let error = await failure {
      try await connection.run { try $0.pipeline([(insert, [.text("sound")]), (insert, [.text("bro\0ken")])]) }
    }
    #expect(error?.kind == .parameter)
    #expect(error?.statement == "insert_note")
    #expect(error?.message == "$1 is text with a NUL character in it")
    let count = Statement("count", "SELECT count(*) FROM note")
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }
}

extension SplitMix64 {
  mutating func text() -> String {
    let length = Int(next() % 20)
    return String((0..<length).map { _ in Character(Unicode.Scalar(UInt16(1 + next() % 0xD7FE)) ?? "?") })
  }
}
