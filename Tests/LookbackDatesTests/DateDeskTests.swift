import LookbackDates
import LookbackJSON
import LookbackTime
import Testing

@Suite("questions about dates, one a line")
struct DateDeskTests {
  @Test(
    "what is wrong is told in the line's own answer",
    arguments: [
      ("nonsense", "not a JSON object: an object was expected, at byte 1 of the line"),
      ("[1]", "not a JSON object: an object was expected, at byte 1 of the line"),
      ("{\"id\":1", "not a JSON object: `,` or `}` was expected, at byte 8 of the line"),
      ("{\"id\":1} x", "not a JSON object: the end was expected, at byte 10 of the line"),
      ("{\"op\":\"add\"}", "`op` is `deadline` or `count`, or is left out: found \"add\""),
      ("{\"op\":7}", "`op` is `deadline` or `count`, or is left out: found 7"),
      (
        "{\"pause\":[]}",
        "`pause` is no key here: the keys are id, op, calendar, start, span, counting, pauses, extensions, law"
      ),
      (
        "{\"start\":\"2024-09-02\",\"span\":\"1 day\"}",
        "`calendar` is missing: name one, or give {\"weekend\": […], \"holidays\": […], \"working\": […]}"
      ),
      ("{\"calendar\":\"cn\"}", "`calendar`: there is no calendar \"cn\": given-below"),
      ("{\"calendar\":3}", "`calendar` is a name or an object: found 3"),
      (
        "{\"calendar\":{\"weekend\":[\"sam\"]}}",
        "`weekend` lists days from mon, tue, wed, thu, fri, sat, sun: found \"sam\""
      ),
      (
        "{\"calendar\":{\"weekend\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]}}",
        "`calendar`: weekend [1, 2, 3, 4, 5, 6, 7] is no weekend: name up to six of the days 1 Monday to 7 Sunday"
      ),
      (
        "{\"calendar\":{\"holidays\":[\"2024-09-14\"],\"working\":[\"2024-09-14\"]}}",
        "`calendar`: 2024-09-14 is both a holiday and a working day: keep one"
      ),
      ("{\"calendar\":{\"holiday\":[]}}", "`holiday` is no key of `calendar`: the keys are weekend, holidays, working"),
      ("{\"calendar\":{\"holidays\":\"x\"}}", "`holidays` is a list: found \"x\""),
      ("{\"calendar\":{\"holidays\":[3]}}", "`holidays` lists dates such as \"2024-10-03\": found 3"),
      ("{\"calendar\":{}}", "`span` is a text such as \"16 working days\": found nothing"),
      ("{\"calendar\":{},\"span\":\"1 day\"}", "`start` is a text such as \"2024-09-02\": found nothing"),
      (
        "{\"calendar\":{},\"span\":\"01 days\",\"start\":\"2024-09-02\"}",
        "`span`: `01 days` is not a span: write `1 day`"
      ),
      (
        "{\"calendar\":{},\"span\":\"1 hour\",\"start\":\"2024-09-02\"}",
        "a deadline is counted in days, and `1 hour` is not: write days, weeks, months or years"
      ),
      (
        "{\"calendar\":{},\"span\":\"9000 years\",\"start\":\"2024-09-02\"}",
        "2024-09-02 and 108000 months is outside the years 1 to 9999"
      ),
      (
        "{\"calendar\":{},\"span\":\"1 day\",\"start\":\"2024-09-02\",\"counting\":{\"last\":\"next day\"}}",
        "`last` is one of \"as is\", \"next working day\", \"previous working day\", \"day after the holiday\": found \"next day\""
      ),
      (
        "{\"calendar\":{},\"span\":\"1 day\",\"start\":\"2024-09-02\",\"pauses\":[[\"2024-09-13\"]]}",
        "a pause is a pair such as [\"2024-09-13\", \"2024-09-20\"], the second date not included: found [\"2024-09-13\"]"
      ),
      (
        "{\"calendar\":{},\"span\":\"1 day\",\"start\":\"2024-09-02\",\"pauses\":[[\"2024-09-13\",\"2024-09-12\"]]}",
        "a pause from 2024-09-13 cannot end on 2024-09-12: give an end not before its start"
      ),
      (
        "{\"calendar\":{},\"span\":\"1 day\",\"start\":\"2024-09-02\",\"extensions\":[{\"by\":\"1 day\",\"from\":\"today\"}]}",
        "an extension is {\"by\": SPAN} from the last day, {\"to\": SPAN} from the start, or {\"by\": SPAN, "
          + "\"from\": \"today\", \"on\": DATE}: found {\"by\":\"1 day\",\"from\":\"today\"}"
      ),
      (
        "{\"op\":\"count\",\"calendar\":{},\"from\":\"2024-09-02\",\"to\":\"2024-09-03\",\"inclusive\":1}",
        "`inclusive` is true or false: found 1"
      ),
    ])
  func errors(question: String, message: String) throws {
    let answer = try JSONParser.parse(Array(try Documentation.answer(question).utf8))
    #expect(answer["error"]?.text == message)
    #expect(answer["due"] == nil)
  }

  @Test(
    "an id comes back as it was written",
    arguments: [
      "1", "1.0", "-0", "12345678901234567890", "\"a\\u0041\\n\"", "[1, {\"x\": null}]", "true", "null", "1e3",
    ])
  func echo(id: String) throws {
    let answer = try Documentation.answer("{\"id\": \(id) , \"op\": \"x\"}")
    #expect(answer.hasPrefix("{\"id\":\(id),\"error\":"))
    #expect(try Documentation.answer("{\"op\": \"x\", \"id\": \(id)}").hasPrefix("{\"id\":\(id),\"error\":"))
  }

  @Test("blank lines have no answer, and a line may end with a carriage return")
  func blank() throws {
    for line in ["", " ", "\t \r"] { #expect(try Documentation.answer(line) == "") }
    let question = "{\"op\":\"count\",\"calendar\":{},\"from\":\"2024-09-02\",\"to\":\"2024-09-06\"}\r"
    #expect(try Documentation.answer(question) == "{\"id\":null,\"count\":4}\n")
  }

  @Test("a desk goes on after a bad line, and takes the same calendar once it was given")
  func goesOn() throws {
    var desk = try Documentation.desk()
    let good =
      "{\"id\":1,\"op\":\"count\",\"calendar\":{\"weekend\":[]},\"from\":\"2024-09-02\",\"to\":\"2024-09-08\",\"inclusive\":true}"
    let lines = [good, "{", good]
    let bytes = Array(lines.joined(separator: "\n").utf8)
    var output: [UInt8] = []
    var start = 0
    for line in lines {
      desk.answer(start..<start + line.utf8.count, of: bytes, to: &output)
      start += line.utf8.count + 1
    }
    let answers = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(answers.count == 3)
    #expect(answers[0] == "{\"id\":1,\"count\":7}")
    #expect(answers[0] == answers[2])
  }

  @Test("dated, capped and absolute extensions, open pauses, articles and Chinese")
  func objects() throws {
    let start = "\"calendar\":\"given-below\",\"start\":\"2024-09-02\",\"span\":\"10日\""
    func due(_ rest: String) throws -> String? {
      try JSONParser.parse(Array(try Documentation.answer("{\(start),\(rest)}").utf8))["due"]?.text
    }
    #expect(try due("\"extensions\":[{\"to\":\"20 days\"}]") == "2024-09-22")
    #expect(try due("\"extensions\":[{\"to\":\"20 days\",\"from\":\"start\",\"cap\":\"15 days\"}]") == "2024-09-17")
    #expect(try due("\"extensions\":[{\"by\":\"5 days\",\"from\":\"due\",\"on\":\"2024-09-05\"}]") == "2024-09-17")
    #expect(try due("\"extensions\":[{\"by\":\"5 days\",\"from\":\"today\",\"on\":\"2024-09-10\"}]") == "2024-09-15")
    #expect(try due("\"counting\":{\"end\":\"close of business\",\"pauses\":null}") == "2024-09-12")
    let open = try Documentation.answer("{\(start),\"law\":\"art. 42\",\"pauses\":[[\"2024-09-05\",null]]}", .chinese)
    let answer = try JSONParser.parse(Array(open.utf8))
    #expect(answer["paused"]?.text == "2024-09-05")
    #expect(answer["explanation"]?.items?.contains(.string("依据art. 42")) == true)
  }

  @Test(
    "a program need not inflect",
    arguments: [("1 days", "2024-09-03"), ("2 month", "2024-11-02"), ("1 working days", "2024-09-03")])
  func uninflected(span: String, due: String) throws {
    let question = "{\"calendar\":\"given-below\",\"start\":\"2024-09-02\",\"span\":\"\(span)\"}"
    #expect(try JSONParser.parse(Array(try Documentation.answer(question).utf8))["due"]?.text == due)
  }

  @Test("counting backwards is counting forwards with a minus sign", arguments: [true, false])
  func backwards(inclusive: Bool) throws {
    func count(_ from: String, _ to: String) throws -> Int64 {
      let question =
        "{\"op\":\"count\",\"calendar\":\"given-below\",\"from\":\"\(from)\",\"to\":\"\(to)\",\"inclusive\":\(inclusive)}"
      return try #require(try JSONParser.parse(Array(try Documentation.answer(question).utf8))["count"]?.whole)
    }
    #expect(try count("2024-09-30", "2024-09-02") == -count("2024-09-02", "2024-09-30"))
    #expect(try count("2024-09-02", "2024-09-02") == (inclusive ? 1 : 0))
    #expect(try count("2024-09-07", "2024-09-07") == 0)
  }
}
