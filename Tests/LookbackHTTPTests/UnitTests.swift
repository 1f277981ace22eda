import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("units are a tree with a history", .timeLimit(.minutes(10)))
struct UnitTests {
  private func send(_ path: String, _ body: String, _ office: RoutedOffice) async throws -> Reply {
    try await office.ask(.post, "/v1/" + path, as: .administrator, body)
  }

  @Test("no unit stands below itself, nor below one that is gone")
  func tree() async throws {
    let office = try await RoutedOffice()
    let made = try await send(
      "units", #"[{"code":"a"},{"code":"b","parent":"a"},{"code":"c","parent":"b"}]"#, office)
    #expect(made.status == 201, "\(made)")
    for body in [#"{"code":"a","parent":"c"}"#, #"{"code":"a","parent":"a"}"#, #"{"code":"d","parent":"none"}"#] {
      #expect(try await send("units", body, office).status == 422, "\(body)")
    }
    #expect(try await send("units/b/dissolve", "{}", office).code == "units-below")
    #expect(try await send("units", #"{"code":"c","clear":["parent"]}"#, office).status == 201)
    #expect(try await send("units/b/dissolve", "{}", office).status == 200)
    for body in [#"{"code":"c","parent":"b"}"#, #"{"code":"b","name":"again"}"#] {
      #expect(try await send("units", body, office).status == 422, "\(body)")
    }
    let list = try await office.ask(.get, "/v1/units").json["items"]?.items?.compactMap { $0["code"]?.text }
    #expect(list == ["a", "c", "desk"])
  }

  @Test("a name that a unit had is kept with its day")
  func names() async throws {
    let office = try await RoutedOffice()
    #expect(try await send("units", #"{"code":"desk","name":"Front desk","document_code":"青前"}"#, office).status == 201)
    _ = try await send("clock", #"{"to":"2025-04-01"}"#, office)
    #expect(try await send("units", #"{"code":"desk","name":"Counter"}"#, office).status == 201)
    let unit = try await office.ask(.get, "/v1/units/desk")
    let names = (unit.json["names"]?.items ?? []).map { "\($0["name"]?.text ?? "") \($0["until"]?.text ?? "")" }
    #expect(names == ["desk 2025-03-03", "Front desk 2025-04-01"], "\(unit)")
    #expect(unit.json["name"]?.text == "Counter" && unit.json["document_code"]?.text == "青前", "\(unit)")
  }

  @Test("what waits for posts of a unit that was merged is done by those of the other, also after it was merged itself")
  func merged() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    _ = try await send("units", #"[{"code":"hall"},{"code":"house"}]"#, office)
    _ = try await send("posts", #"{"person":"bob","post":"clerk","unit":"hall"}"#, office)
    func note(_ sender: RoutedOffice.Sender) async throws -> Int {
      try await office.ask(.post, "/v1/cases/\(id)/events", as: sender, #"{"event":"note","data":{"fee":1}}"#).status
    }
    #expect(try await note(.bob) == 404)
    let merged = try await send("units/desk/merge", #"{"into":"hall"}"#, office)
    #expect(merged.status == 200 && merged.json["posts"]?.whole == 2, "\(merged)")
    #expect(try await note(.bob) == 200)
    #expect(try await note(.ann) == 404)
    let worklist = try await office.ask(.get, "/v1/worklist", as: .bob)
    #expect(worklist.text.contains(id), "\(worklist)")
    let shown = try await office.ask(.get, "/v1/cases/\(id)", as: .bob)
    #expect(!shown.text.contains("vacant"), "\(shown)")
    #expect(try await send("units/hall/merge", #"{"into":"house","posts":true}"#, office).status == 200)
    #expect(try await note(.bob) == 200)
    #expect(try await send("units/desk/merge", #"{"into":"house"}"#, office).code == "unit-is-gone")
    let gone = try await send("posts", #"{"person":"ann","post":"clerk","unit":"desk"}"#, office)
    #expect(gone.status == 422, "\(gone)")
    let verified = try await office.store.verify(library: office.operations.library.current.library)
    #expect(verified.isSound, "\(verified)")
  }

  @Test("a unit for which something waits is not dissolved")
  func dissolved() async throws {
    let office = try await RoutedOffice()
    #expect(try await send("units", #"{"code":"hall"}"#, office).status == 201)
    #expect(try await send("units/hall/dissolve", "{}", office).status == 200)
    let id = try await office.opened()
    let refused = try await send("units/desk/dissolve", "{}", office)
    #expect(refused.code == "work-waits" && refused.json["cases"]?.items?.first?.text == id, "\(refused)")
  }
}
