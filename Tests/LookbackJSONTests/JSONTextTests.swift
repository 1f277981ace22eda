import LookbackJSON
import Testing

@Suite("JSON as text")
struct JSONTextTests {
  @Test("an object takes further members at its end and leaves out those that are nil")
  func adding() {
    let value = JSON.members(["a": .int(1)]).adding(["b": .string("x"), "c": nil, "d": .null])
    #expect(value.description == #"{"a":1,"b":"x","d":null}"#)
    #expect(JSON.int(1).adding(["a": .int(1)]) == .int(1))
  }

  @Test("for people each member and each item stands on a line of its own")
  func indented() {
    let value = JSON.members([
      "months": .array([.members(["events": .int(3), "table": .string("a\"b")]), .null]), "none": .array([]),
    ])
    let lines = [
      "{", "  \"months\" : [", "    {", "      \"events\" : 3,", "      \"table\" : \"a\\\"b\"", "    },", "    null",
      "  ],", "  \"none\" : [", "", "  ]", "}",
    ]
    #expect(value.indented == lines.joined(separator: "\n"))
  }
}
