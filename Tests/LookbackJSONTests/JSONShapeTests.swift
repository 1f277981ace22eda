import LookbackJSON
import Testing

@Suite("the declared form of what is sent")
struct JSONShapeTests {
  private static let shape = JSONShape.object([
    JSONKey("event", .text(1...5), isNeeded: true), JSONKey("dry_run", .truth), JSONKey("expected", .whole(0...9)),
    JSONKey("track", .either(.whole(0...9), .text(1...5))), JSONKey("data", .data),
    JSONKey("filter", .object([JSONKey("state", .text(1...5)), JSONKey("ended", .truth)])),
    JSONKey("commands", .list(.object([JSONKey("a/b~c", .truth)]), count: 0...2)),
  ])

  private func pointers(_ text: String) throws -> [String] {
    Self.shape.mismatches(of: try JSONParser.parse(Array(text.utf8))).map(\.pointer)
  }

  @Test(
    "what has the form is taken",
    arguments: [
      #"{"event":"close"}"#, #"{"event":"close","dry_run":false,"expected":9,"track":0,"data":{},"filter":{}}"#,
      #"{"event":"close","track":"water","data":{"a":null,"b":[1,2.5,"x",true]},"commands":[]}"#,
    ])
  func good(_ text: String) throws { #expect(try pointers(text) == []) }

  @Test(
    "a wrong type is told with its place, never taken as absent",
    arguments: [
      ("{}", "/event"), (#"{"event":""}"#, "/event"), (#"{"event":"closed"}"#, "/event"),
      (#"{"event":null}"#, "/event"),
      (#"{"event":"close","dry_run":"true"}"#, "/dry_run"), (#"{"event":"close","dry_run":1}"#, "/dry_run"),
      (#"{"event":"close","dry_run":"yes"}"#, "/dry_run"), (#"{"event":"close","dry_run":null}"#, "/dry_run"),
      (#"{"event":"close","expected":"9"}"#, "/expected"), (#"{"event":"close","expected":9.0}"#, "/expected"),
      (#"{"event":"close","expected":[9]}"#, "/expected"), (#"{"event":"close","expected":10}"#, "/expected"),
      (#"{"event":"close","track":{}}"#, "/track"), (#"{"event":"close","track":1.5}"#, "/track"),
      (#"{"event":"close","track":99}"#, "/track"), (#"{"event":"close","data":"x=1"}"#, "/data"),
      (#"{"event":"close","data":{"a":{"b":1}}}"#, "/data/a"), (#"{"event":"close","data":{"a":[{}]}}"#, "/data/a"),
      (#"{"event":"close","filter":"state=x"}"#, "/filter"),
      (#"{"event":"close","filter":{"state":7}}"#, "/filter/state"),
      (#"{"event":"close","filter":{"ended":"false"}}"#, "/filter/ended"),
      (#"{"event":"close","commands":[{},{"a/b~c":1}]}"#, "/commands/1/a~1b~0c"),
      (#"{"event":"close","commands":[{},{},{}]}"#, "/commands"), (#"{"event":"close","dry-run":true}"#, "/dry-run"),
      (#"{"event":"close","filter":{"stat":"x"}}"#, "/filter/stat"), ("[]", ""), ("7", ""),
    ])
  func bad(_ text: String, _ pointer: String) throws { #expect(try pointers(text) == [pointer]) }

  @Test("every wrong place is told, up to a bound")
  func many() throws {
    #expect(
      try pointers(#"{"dry_run":1,"filter":{"state":7,"x":1}}"#) == [
        "/dry_run", "/filter/state", "/filter/x", "/event",
      ])
    let names = (0..<100).map { #""k\#($0)":1"# }.joined(separator: ",")
    #expect(try pointers("{\(names)}").count == JSONShape.mostMismatches)
  }
}
