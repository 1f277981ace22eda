import LookbackCEL
import LookbackTime
import Testing

/// Two names and a function, as a case would offer them.
struct Matter: GuardEnvironment {
  func value(named name: String) -> Value? {
    guard name == "data" else { return nil }
    return .record([
      "class": .string("B"), "count": .int(3), "units": .list([.string("civil"), .string("health")]), "money": .null,
      "due": .date((try? CivilDate(parsing: "2020-08-12")) ?? CivilDate(days: 0)),
    ])
  }

  func field(_ field: String, of name: String) -> FieldValue? {
    guard name == "data", field == "money" || field == "absent" else { return nil }
    return field == "money" ? .unset : .absent
  }

  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    if function == "today" { return .date((try? CivilDate(parsing: "2020-08-11")) ?? CivilDate(days: 0)) }
    throw EvaluationError("\(function) is not known")
  }

  static let declarations = Declarations(
    names: [
      "data": .record([
        "class": .string, "count": .int, "units": .list(.string), "money": .bool, "due": .date, "absent": .string,
      ])
    ], functions: ["today": .init([], .date)])
}

/// One function that answers with a map.
private struct Clocks: GuardEnvironment {
  func value(named name: String) -> Value? { nil }
  func call(_ function: String, _ arguments: [Value]) -> Value { .record(["left": .int(2)]) }
}

/// An expression and what it gives; the sections follow the CEL language definition.
struct Fact: CustomTestStringConvertible {
  let expression: String
  let value: String
  var testDescription: String { expression }
  init(_ expression: String, _ value: String) {
    self.expression = expression
    self.value = value
  }
}

@Suite("A guard gives the value that the CEL language definition says")
struct EvaluationTests {
  static let facts: [Fact] = [
    // Arithmetic
    Fact("1 + 2 * 3", "7"), Fact("(1 + 2) * 3", "9"), Fact("-7 / 2", "-3"), Fact("-7 % 2", "-1"),
    Fact("7 - 2 - 1", "4"), Fact("0x1F", "31"), Fact("-9223372036854775808", "-9223372036854775808"),
    Fact("1.5 + 1.0", "2.5"), Fact("1.0 / 0.0", "inf"), Fact("1e3", "1000.0"), Fact(".5", "0.5"),
    Fact("--3", "3"), Fact("2 - -2", "4"),
    Fact("[,]", "[]"), Fact("{,}", "{}"), Fact("[1,]", "[1]"),
    // Texts
    Fact("'a' + 'b'", "\"ab\""), Fact("size('人大代表')", "4"), Fact("'建议'.size()", "2"),
    Fact("'abc'.contains('b')", "true"), Fact("'abc'.contains('')", "true"), Fact("'abc'.startsWith('bc')", "false"),
    Fact("'abc'.endsWith('bc')", "true"), Fact("r'a\\n'", "\"a\\\\n\""), Fact("'\\u4eba'", "\"人\""),
    Fact("'''a\nb'''", "\"a\\nb\""), Fact("\"it's\"", "\"it's\""),
    Fact("'\\377\\x41\\U0001f431'", "\"ÿA🐱\""), Fact("R'x'.size()", "1"),
    Fact("'é' == 'e\\u0301'", "false"), Fact("{'é': 1}['e\\u0301'] == 1 || true", "true"),
    Fact("'｡' < '🐱'", "true"), Fact("'ab'.contains('b\\u0301')", "false"), Fact("'a\\r\\nb'.size()", "4"),
    // Comparison and equality
    Fact("1 < 2", "true"), Fact("1 < 1.5", "true"), Fact("2.0 <= 2", "true"), Fact("'a' < 'b'", "true"),
    Fact("'Z' < 'a'", "true"), Fact("false < true", "true"), Fact("1 == 1.0", "true"), Fact("dyn(1) == '1'", "false"),
    Fact("null == null", "true"), Fact("null == 0", "false"), Fact("[1, 2] == [1.0, 2]", "true"),
    Fact("{'a': 1} == {'a': 1.0}", "true"), Fact("{'a': 1} == {'b': 1}", "false"), Fact("1 != 2", "true"),
    Fact("(0.0 / 0.0) == (0.0 / 0.0)", "false"),
    // Logic absorbs errors that cannot matter
    Fact("true || 1 / 0 > 0", "true"), Fact("1 / 0 > 0 || true", "true"), Fact("false && 1 / 0 > 0", "false"),
    Fact("1 / 0 > 0 && false", "false"), Fact("true ? 1 : 1 / 0", "1"), Fact("!true", "false"), Fact("!!true", "true"),
    Fact("true && false || true", "true"), Fact("true ? (false ? 1 : 2) : 3", "2"),
    Fact("false ? 1 : true ? 2 : 3", "2"),
    Fact("9223372036854775807 == 9223372036854775808.0", "true"), Fact("1 / 0 > 0 || 1 / 0 > 1 || true", "true"),
    Fact("'x' in {'x': null}", "true"), Fact("[[1], [2.0]] == [[1.0], [2]]", "true"), Fact("-0.0 == 0.0", "true"),
    // Lists and maps
    Fact("[1, 2, 3][1]", "2"), Fact("2 in [1, 2]", "true"), Fact("2.0 in [1, 2]", "true"), Fact("3 in [1, 2]", "false"),
    Fact("'a' in {'a': 1}", "true"), Fact("{'a': 1}['a']", "1"), Fact("{'a': {'b': 2}}.a.b", "2"),
    Fact("{1: 'x'}[1.0]", "\"x\""), Fact("size([])", "0"), Fact("size({'a': 1})", "1"), Fact("[1] + [2]", "[1, 2]"),
    Fact("[1, 2,]", "[1, 2]"),
    // Macros
    Fact("[1, 2].all(x, x > 0)", "true"), Fact("[].all(x, x > 0)", "true"), Fact("[1, 2].exists(x, x == 2)", "true"),
    Fact("[].exists(x, true)", "false"), Fact("[1, 2].exists_one(x, x > 1)", "true"),
    Fact("[1, 2, 3].filter(x, x % 2 == 1)", "[1, 3]"), Fact("[1, 2].map(x, x * x)", "[1, 4]"),
    Fact("[0, 1].exists(x, 1 / x == 1)", "true"), Fact("[0, 1].all(x, 1 / x == 2)", "false"),
    Fact("[1].all(x, [2].all(y, x < y))", "true"), Fact("{'a': 1}.all(k, k == 'a')", "true"),
    Fact("[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"), Fact("{2: 'b', 1: 'a', true: 'c'}.map(k, k)", "[true, 1, 2]"),
    Fact("[1, 2].map(x, [x, 10].map(y, x * y))", "[[1, 10], [4, 20]]"), Fact("[1].map(data, data + 1)", "[2]"),
    Fact("[1].exists(data, .data.count == 3)", "true"), Fact("[1].map(x, [2].map(x, x)[0] + x)", "[3]"),
    // Conversions
    Fact("int('42')", "42"), Fact("int(1.9)", "1"), Fact("int(-1.9)", "-1"), Fact("double(1)", "1.0"),
    Fact("double('1.5')", "1.5"), Fact("string(1)", "\"1\""), Fact("string(true)", "\"true\""),
    Fact("string(1.0)", "\"1\""), Fact("bool('true')", "true"), Fact("dyn(1) == 1", "true"),
    Fact("string(date('2020-08-12'))", "\"2020-08-12\""), Fact("int(timestamp('1970-01-01T00:01:00Z'))", "60"),
    Fact("string(0.00001)", "\"1e-05\""), Fact("string(1e6)", "\"1e+06\""), Fact("string(100000.0)", "\"100000\""),
    Fact("string(-0.0045)", "\"-0.0045\""), Fact("string(123.456)", "\"123.456\""), Fact("string(0.0)", "\"0\""),
    Fact("string(1.0 / 0.0) + string(-1.0 / 0.0)", "\"+Inf-Inf\""), Fact("double('NaN') == double('NaN')", "false"),
    Fact("string(5e-324)", "\"5e-324\""), Fact("string(12345678.25)", "\"1.234567825e+07\""),
    Fact("timestamp('2020-01-01T00:00:00.1234567899Z')", "timestamp('2020-01-01T00:00:00.123456789Z')"),
    Fact("timestamp('0001-01-01T01:00:00+01:00')", "timestamp('0001-01-01T00:00:00Z')"),
    Fact("timestamp('2020-08-12T08:30:60Z')", "timestamp('2020-08-12T08:31:00Z')"),
    Fact("duration('0')", "duration('0s')"),
    Fact("timestamp(-1) + duration('1ns')", "timestamp('1969-12-31T23:59:59.000000001Z')"),
    Fact("duration('-1.5h')", "duration('-5400s')"), Fact("duration('1h1m1s1ms1us1ns')", "duration('3661.001001001s')"),
    Fact("duration('-0.5s')", "duration('-0.5s')"), Fact("duration('1.s') + duration('.5s')", "duration('1.5s')"),
    Fact("duration('315576000000s')", "duration('315576000000s')"), Fact("duration('2µs')", "duration('0.000002s')"),
    Fact("duration('0.000000000000000001h')", "duration('0s')"), Fact("duration('-1ns') < duration('0s')", "true"),
    // Dates, moments, durations
    Fact("date('2020-08-12') + 1 == date('2020-08-13')", "true"), Fact("date('2020-03-01') - date('2020-02-28')", "2"),
    Fact("date('2020-08-12') < date('2020-08-13')", "true"), Fact("date('2020-08-12').getFullYear()", "2020"),
    Fact("date('2020-08-12').getMonth()", "7"), Fact("date('2020-08-12').getDate()", "12"),
    Fact("date('2020-08-12').getDayOfMonth()", "11"), Fact("date('2020-08-12').getDayOfWeek()", "3"),
    Fact("date('2020-12-31').getDayOfYear()", "365"),
    Fact("timestamp('9999-12-31T23:00:00Z').getFullYear('+14:00')", "10000"),
    Fact("timestamp('9999-12-31T23:00:00Z').getDayOfYear('+14:00')", "0"),
    Fact("timestamp('0001-01-01T00:00:00Z').getFullYear('America/New_York')", "0"),
    Fact("timestamp('0001-01-01T00:00:00Z').getDayOfWeek('-05:00')", "0"),
    Fact("timestamp('2020-08-12T16:00:00Z').getHours('Asia/Shanghai')", "0"),
    Fact("timestamp('2020-08-12T16:00:00Z').getDate('Asia/Shanghai')", "13"),
    Fact("timestamp('2020-08-12T01:00:00Z') + duration('90m') == timestamp('2020-08-12T02:30:00Z')", "true"),
    Fact("duration('1h') - duration('30m') == duration('1800s')", "true"), Fact("duration('3661s').getMinutes()", "61"),
    // Fields and the host's functions
    Fact("data.class == 'B'", "true"), Fact("has(data.class)", "true"), Fact("has(data.money)", "false"),
    Fact("has(data.absent)", "false"), Fact("data.money == null", "true"), Fact("'civil' in data.units", "true"),
    Fact("data.due - today()", "1"), Fact("data.units.exists(u, u.startsWith('he'))", "true"),
  ]

  @Test("each expression gives its value", arguments: facts)
  func fact(_ fact: Fact) throws {
    let found = try Guard(fact.expression, declarations: Matter.declarations).evaluate(in: Matter())
    #expect(found.value.description == fact.value)
  }

  static let failures: [Fact] = [
    Fact("1 / 0", "division by zero"), Fact("1 % 0", "modulus by zero"),
    Fact("9223372036854775807 + 1", "integer overflow"), Fact("-(-9223372036854775807 - 1)", "integer overflow"),
    Fact("-9223372036854775808 / -1", "integer overflow"), Fact("3037000500 * 3037000500", "integer overflow"),
    Fact("[1][1]", "there is no element 1 in a list of 1"), Fact("{'a': 1}['b']", "there is no key \"b\""),
    Fact("{'a': 1, 'a': 2}", "the key \"a\" stands twice"), Fact("data.absent == 'x'", "data.absent is not set"),
    Fact("!data.money", "data.money is not set"), Fact("data.money || false", "data.money is not set"),
    Fact("date('2008-09-31') < today()", "2008-09-31 does not exist: September 2008 has 30 days"),
    Fact("int('x')", "\"x\" cannot be converted by int()"), Fact("int(1e19)", "1e+19 cannot be converted by int()"),
    Fact("timestamp('0001-01-01T00:00:00+01:00')", "range: a timestamp lies in the years 1 to 9999"),
    Fact(
      "timestamp('2020-08-12 08:30:00Z')",
      "\"2020-08-12 08:30:00Z\" is not a timestamp such as 2020-08-12T08:30:00Z"),
    Fact("timestamp('2021-02-29T00:00:00Z')", "range: 2021-02-29 does not exist: February 2021 has 28 days"),
    Fact("duration('315576000000.000000001s')", "range: a duration has at most 315576000000 seconds"),
    Fact(
      "duration('100000000000000000000000000000000000000000h')",
      "range: a duration has at most 315576000000 seconds"),
    Fact("duration('1d')", "\"1d\" is not a duration such as 1h30m, 90s or 1.5s"),
    Fact("duration('')", "\"\" is not a duration such as 1h30m, 90s or 1.5s"),
    Fact(
      "timestamp('2500-01-01T00:00:00Z') - timestamp('2000-01-01T00:00:00Z')",
      "range: two timestamps more than 292 years apart cannot be subtracted"),
    Fact("date('9999-12-31') + 1", "9999-12-31 moved by 1 days is outside the years 1 to 9999"),
    Fact("{dyn(1.5): 1}", "the key of a map is bool, int or string, found double"),
    Fact("[1][dyn(0.5)]", "list cannot be indexed by double 0.5"),
    Fact("dyn('a') + 1", "`+` cannot be applied to string and int"),
    Fact("dyn([1]) < dyn([2])", "`<` cannot be applied to list and list"),
    Fact("!dyn(1)", "this part is int, not true or false"),
    Fact("[0].exists_one(x, 1 / x > 0)", "division by zero"),
    Fact("dyn(1).all(x, true)", "this part is int, all() needs a list or a map"),
    Fact("has(dyn(1).a)", "this part is int, which has no field a"),
    Fact("bool('yes')", "\"yes\" cannot be converted by bool()"),
    Fact("[1, 0].all(x, 1 / x > 0)", "division by zero"), Fact("{'a': 1}.b == 1", "b is not set"),
  ]

  @Test("what cannot be answered says what was missing", arguments: failures)
  func failure(_ fact: Fact) throws {
    let guarding = try Guard(fact.expression, declarations: Matter.declarations)
    #expect(throws: EvaluationError(fact.value)) { try guarding.evaluate(in: Matter()) }
  }

  @Test("the values that were read are told, each once")
  func readings() throws {
    let guarding = try Guard(
      "data.class == 'B' && data.count > 1 && data.class != 'A'", declarations: Matter.declarations)
    let found = try guarding.evaluate(in: Matter()).readings
    #expect(found == [Reading(path: "data.class", value: .string("B")), Reading(path: "data.count", value: .int(3))])
    #expect(guarding.reads == [["data", "class"], ["data", "count"]])
  }

  @Test("what a case answers is told like a field, and a macro's variable is not")
  func answers() throws {
    let guarding = try Guard(
      "[1].all(x, x < 2) && data.due > today() && data.units.exists(u, u == 'health')",
      declarations: Matter.declarations)
    let found = try guarding.evaluate(in: Matter()).readings
    #expect(found.map(\.path) == ["data.due", "today()", "data.units"])
    let later = try Guard(untyped: "clock('reply').left < 3 && clock(['other'][0]).left < 3", names: [])
    #expect(try later.evaluate(in: Clocks()).readings == [Reading(path: "clock(\"reply\").left", value: .int(2))])
  }
}
