import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackStore
import Testing

@testable import LookbackHTTP

@Suite("what an office settles about substitutes", .timeLimit(.minutes(10)))
struct SubstituteBoundTests {
  private func set(_ name: String, _ value: String, _ office: RoutedOffice) async throws {
    let reply = try await office.ask(
      .post, "/v1/settings", as: .administrator, #"{"name":"\#(name)","value":"\#(value)"}"#)
    #expect(reply.status == 200, "\(reply)")
  }

  private func name(_ office: RoutedOffice, _ more: String = "", until: String = "2025-03-10") async throws -> Reply {
    try await office.ask(
      .post, "/v1/substitutes",
      #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"\#(until)"\#(more)}"#)
  }

  private func acts(_ office: RoutedOffice) async throws -> Bool {
    let reply = try await office.ask(.post, "/v1/cases", as: .bob, #"{"workflow":"permit"}"#)
    return reply.status == 201
  }

  @Test("bounds how long one lasts")
  func days() async throws {
    let office = try await RoutedOffice()
    #expect(try await name(office, until: "2025-05-31").status == 201)
    #expect(try await name(office, until: "2025-06-01").status == 422)
    try await set("substitute_days", "8", office)
    #expect(try await name(office).status == 201)
    #expect(try await name(office, until: "2025-03-11").status == 422)
  }

  @Test("names the posts in which somebody may be substituted for")
  func posts() async throws {
    let office = try await RoutedOffice()
    try await set("substitute_posts", "reader,head", office)
    for more in ["", #","post":"clerk","unit":"desk""#] {
      let reply = try await name(office, more)
      #expect(reply.status == 422 && reply.detail.contains("only as head, reader"), "\(reply)")
    }
    #expect(try await name(office, #","post":"head","unit":"desk""#).status == 201)
    try await set("substitute_posts", "all", office)
    #expect(try await name(office).status == 201)
    #expect(try await acts(office))
  }

  @Test("lets one count only when the substitute has consented, who alone can")
  func consent() async throws {
    let office = try await RoutedOffice()
    try await set("substitute_needs", "consent", office)
    let named = try await name(office)
    #expect(named.json["waits"]?.text == "consent", "\(named)")
    #expect(try await !acts(office))
    let path = "/v1/substitutes/\(named.json["number"]?.whole ?? 0)/agree"
    #expect(try await office.ask(.post, path).code == "not-the-substitute")
    #expect(try await office.ask(.post, path, as: .bob).status == 200)
    #expect(try await office.ask(.post, path, as: .bob).code == "waits-for-nothing")
    #expect(try await acts(office))
  }

  @Test("lets one count only when an administrator has confirmed it who is neither of both")
  func confirmation() async throws {
    let office = try await RoutedOffice()
    try await set("substitute_needs", "confirmation", office)
    let path = "/v1/substitutes/\(try await name(office).json["number"]?.whole ?? 0)/agree"
    #expect(try await office.ask(.post, path, as: .bob).code == "administrators-only")
    #expect(try await office.ask(.post, path, as: .administrator(as: "bob")).code == "own-substitution")
    #expect(try await !acts(office))
    #expect(try await office.ask(.post, path, as: .administrator(as: "chief")).status == 200)
    #expect(try await acts(office))
    let acts = try await office.store.acts(limit: 1)
    #expect(acts.first?.recorded.act.kind == .substituteAgreed && acts.first?.recorded.initiator.person == "chief")
  }
}
