import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackStore
import Testing

@testable import LookbackHTTP

@Suite("a case that one may not see does not exist", .timeLimit(.minutes(10)))
struct VisibilityTests {
  /// Those who may not see a case of the clerk's desk.
  private static let strangers: [RoutedOffice.Sender] = [.bob, .administrator(as: "bob")]

  /// The addresses that name the case P-1, with the number of another case, of none, or of a text.
  private static let addresses = RouteExample.all.filter { $0.address.contains("{case}") || $0.address.contains("P-1") }

  @Test("every address that names a case answers a stranger as if there were none", arguments: strangers.indices)
  func addresses(index: Int) async throws {
    let (office, stranger) = (try await RoutedOffice(), Self.strangers[index])
    let id = try await office.opened(#"{"number":"P-1","subject":"a shop"}"#)
    #expect(Self.addresses.count > 8)
    for example in Self.addresses {
      // What administrators put right by hand they may put right in every case.
      if index > 0, example.route.contains("/mends") { continue }
      func asked(_ name: String, _ number: String) async throws -> Reply {
        let path = example.path(["case": name, "mend": "1"]).replacing("P-1", with: number)
        let body = String(decoding: example.bytes(["case": name, "mend": "1"]), as: UTF8.self)
        return try await office.ask(example.method, path, as: stranger, body.replacing("P-1", with: number))
      }
      let (hidden, missing) = (try await asked(id, "P-1"), try await asked("7777777", "P-9"))
      #expect(hidden.status == missing.status && hidden.code == missing.code, "\(example.route): \(hidden) \(missing)")
      #expect(hidden.detail == missing.detail, "\(example.route)")
      #expect(hidden.status >= 403, "\(example.route): \(hidden)")
    }
  }

  @Test("commands of a list and a dry run find no case either")
  func commands() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened(#"{"number":"P-1"}"#)
    let list = #"{"commands":[{"case":"\#(id)","event":"note","data":{"fee":1}},{"case":"7777777","event":"note"}]}"#
    let many = try await office.ask(.post, "/v1/commands", as: .bob, list)
    let details = many.json["outcomes"]?.items?.map { $0["problem"]?["detail"]?.text }
    #expect(details?.count == 2 && details?.first == details?.last, "\(many)")
    for name in [id, "7777777"] {
      let dry = try await office.ask(.post, "/v1/cases/\(name)/events", as: .bob, #"{"event":"note","dry_run":true}"#)
      #expect(dry.status == 404, "\(dry)")
    }
    let sweep = try await office.ask(.post, "/v1/sweeps", as: .bob, #"{"event":"grant","dry_run":true,"filter":{}}"#)
    let counts = sweep.lines.compactMap { $0["summary"] }
    #expect(sweep.status == 200 && !sweep.text.contains("P-1"), "\(sweep)")
    #expect(counts.count == 1 && counts.first?["picked"]?.whole == 0, "\(sweep)")
    let own = try await office.ask(.post, "/v1/sweeps", as: .ann, #"{"event":"grant","dry_run":true,"filter":{}}"#)
    #expect(own.text.contains("P-1"), "who may see it is told why it is refused: \(own)")
  }

  @Test("no list, search or statistic shows a stranger the case, and each shows it to who may see it")
  func lists() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened(#"{"number":"P-1","subject":"a shop","fee":1}"#)
    let lists = ["cases", "cases?workflow=permit&state=open", "cases?text=shop", "due", "worklist", "outbox"]
    for list in lists {
      let shown = try await office.ask(.get, "/v1/\(list)", as: .ann)
      #expect(shown.status == 200 && shown.text.contains(id) == (list != "outbox"), "\(list): \(shown)")
      let hidden = try await office.ask(.get, "/v1/\(list)", as: .bob)
      #expect(hidden.status == 200 && !hidden.text.contains(id) && !hidden.text.contains("P-1"), "\(list): \(hidden)")
    }
    _ = try await office.ask(.post, "/v1/cases/P-1/events", #"{"event":"grant"}"#)
    for (sender, count) in [
      (RoutedOffice.Sender.ann, 1), (.administrator, 1), (.bob, 0), (.administrator(as: "bob"), 0),
    ] {
      let report = try await office.ask(.get, "/v1/report?year=2025", as: sender)
      for part in ["received", "closed"] { #expect(report.json[part]?.items?.count == count, "\(sender): \(report)") }
    }
  }

  @Test(
    "a field is left out where its reader may not read it: in the case, in lists, in history, in searches, in titles")
  func fields() async throws {
    let office = try await RoutedOffice()
    let ruled =
      PermitWorkflow.text.replacing("version: 1", with: "version: 3")
      + "see: {fields: {fee: {who: office, in: granted}, subject: {who: office, in: granted}}}\n"
    let published = try await office.ask(
      .post, "/v1/workflows", as: .administrator,
      JSON.members(["files": .array([.members(["name": .string("permit.yaml"), "source": .string(ruled)])])])
        .description)
    #expect(published.status == 200, "\(published)")
    let id = try await office.opened(#"{"number":"P-1","subject":"a shop","fee":1234}"#)
    let views = ["cases/\(id)", "cases", "cases/\(id)/history", "worklist", "due"]
    for view in views {
      let shown = try await office.ask(.get, "/v1/\(view)", as: .ann)
      #expect(shown.text.contains("P-1") || shown.text.contains(id), "\(view): \(shown)")
      #expect(!shown.text.contains("a shop") && !shown.text.contains("1234"), "\(view): \(shown)")
    }
    #expect(try await office.ask(.get, "/v1/cases?text=shop", as: .ann).json["items"]?.items?.isEmpty == true)
    let whole = try await office.ask(.get, "/v1/cases/\(id)", as: .administrator)
    #expect(whole.json["data"]?["fee"]?.whole == 1234, "\(whole)")
    _ = try await office.ask(.post, "/v1/cases/P-1/events", #"{"event":"grant"}"#)
    let granted = try await office.ask(.get, "/v1/cases/\(id)", as: .ann)
    #expect(granted.json["data"]?["subject"]?.text == "a shop", "\(granted)")
  }

  /// Two workflows that share their numbers: of permits Ann sees the cases, of files Bob.
  private func officeWithFiles() async throws -> (office: RoutedOffice, permit: String, file: String) {
    let office = try await RoutedOffice()
    let file = """
      notation: 1
      workflow: file
      version: 1
      calendar: plain
      timezone: Asia/Shanghai
      data: {number: {type: text, unique: true}, keeper: {type: person, required: true}, earlier: {type: case}}
      roles: {keeper: {person: data.keeper}, office: {post: clerk, of: desk}}
      see: {cases: keeper}
      states:
        kept: {who: keeper, waits: without limit, events: {burn: {takes: [earlier], to: burnt}}}
        burnt: {final: true}

      """
    let published = try await office.ask(
      .post, "/v1/workflows", as: .administrator,
      JSON.members(["files": .array([.members(["name": .string("file.yaml"), "source": .string(file)])])]).description)
    #expect(published.status == 200, "\(published)")
    let permit = try await office.opened(#"{"number":"P-1"}"#)
    let opened = try await office.ask(
      .post, "/v1/cases", as: .bob, #"{"workflow":"file","data":{"number":"P-1","keeper":"bob"}}"#)
    return (office, permit, try #require(opened.json["case"]?.text, "\(opened)"))
  }

  @Test("a number that several cases have means the one that its reader may see, and no refusal names another")
  func names() async throws {
    let (office, permit, file) = try await officeWithFiles()
    for (sender, own) in [(RoutedOffice.Sender.ann, permit), (.bob, file)] {
      let shown = try await office.ask(.get, "/v1/cases/P-1", as: sender)
      #expect(shown.json["id"]?.text == own, "\(shown)")
      for path in ["cases/P-1/can", "cases/P-1/history", "outbox?case=P-1"] {
        #expect(try await office.ask(.get, "/v1/\(path)", as: sender).status == 200, "\(path)")
      }
    }
    let both = try await office.ask(.get, "/v1/cases/P-1", as: .administrator)
    #expect(both.status == 409 && both.text.contains(permit) && both.text.contains(file), "\(both)")
    let note = try await office.ask(.post, "/v1/cases/P-1/events", #"{"event":"note","data":{"fee":1}}"#)
    #expect(note.status == 200 && note.json["case"]?.text == permit, "\(note)")
    for value in ["true", "false"] {
      let burnt = try await office.ask(
        .post, "/v1/cases/P-1/events", as: .bob,
        #"{"event":"burn","data":{"earlier":"\#(permit)"},"dry_run":\#(value)}"#)
      let unknown = try await office.ask(
        .post, "/v1/cases/P-1/events", as: .bob, #"{"event":"burn","data":{"earlier":"7777777"},"dry_run":\#(value)}"#)
      #expect(burnt.code == unknown.code && burnt.status == unknown.status, "\(burnt) \(unknown)")
      #expect(burnt.detail.replacing(permit, with: "7777777") == unknown.detail, "\(burnt) \(unknown)")
    }
    let own = try await office.ask(
      .post, "/v1/cases/P-1/events", as: .bob, #"{"event":"burn","data":{"earlier":"\#(permit)"}}"#)
    #expect(own.status >= 400, "\(own)")
  }

  @Test("who takes a number that another case has is told which case only if it is shown to him")
  func holders() async throws {
    let (office, permit, file) = try await officeWithFiles()
    let again = try await office.ask(.post, "/v1/cases", #"{"workflow":"permit","data":{"number":"P-1"}}"#)
    #expect(again.code.hasSuffix("not-unique") && again.text.contains(permit), "\(again)")
    let second = try await office.ask(
      .post, "/v1/cases", as: .ann, #"{"workflow":"file","data":{"number":"P-1","keeper":"ann"}}"#)
    #expect(second.code.hasSuffix("not-unique") && !second.text.contains(file), "\(second)")
  }

  @Test("what administrators do is theirs to read: re-datings, migrations, and as whom people log in")
  func administration() async throws {
    let office = try await RoutedOffice()
    for path in ["redatings", "redatings/1", "migrations", "migrations/1"] {
      let reply = try await office.ask(.get, "/v1/\(path)", as: .ann)
      #expect(reply.status == 403 && reply.code == "administrators-only", "\(path): \(reply)")
    }
    #expect(try await office.ask(.get, "/v1/persons", as: .ann).text.contains("70002") == false)
    #expect(try await office.ask(.get, "/v1/persons", as: .administrator).text.contains("70002"))
  }
}
