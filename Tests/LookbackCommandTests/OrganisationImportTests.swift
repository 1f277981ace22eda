import Foundation
import LookbackJSON
import Testing

@testable import lookback

@Suite("files with persons, units and posts", .timeLimit(.minutes(10)))
struct OrganisationImportTests {
  private func run(
    _ words: [String], file: String, _ answers: [CannedDaemon.Canned], language: String = "en"
  ) async throws -> (run: CommandRun, asked: [CannedDaemon.Request]) {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).list")
    try Data(file.utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let daemon = try CannedDaemon(answers)
    defer { daemon.stop() }
    let run = try await CommandRun.of(words + [path.path, "--lang", language], asking: daemon)
    return (run, daemon.requests)
  }

  private static let taken = CannedDaemon.Canned(
    "POST /v1/p", status: 201, #"{"added":2,"new":1,"changed":1,"unchanged":0}"#)

  @Test(
    "are sent as one list, whichever language heads the columns",
    arguments: ["code,name,uid\nann,安,7\nbob,Bob,\n", "代码,姓名,用户号\r\nann,安,7\r\n\r\nbob, Bob ,\r\n"])
  func sent(file: String) async throws {
    let (run, asked) = try await run(["person", "import"], file: file, [Self.taken])
    #expect(run.status == 0 && run.output == "1 new, 1 changed, 0 as they were\n", "\(run)")
    #expect(asked.map(\.line) == ["POST /v1/persons"])
    let body = try JSONParser.parse(Array((asked.first?.body ?? "").utf8))
    #expect(body.items?.map { $0["uid"]?.whole } == [7, nil] && body.items?[1]["name"]?.text == "Bob", "\(body)")
  }

  @Test("are tried without being taken")
  func dryRun() async throws {
    let answer = CannedDaemon.Canned("POST /v1/posts", #"{"added":1,"new":1,"changed":0,"unchanged":0,"dry_run":true}"#)
    let (run, asked) = try await run(
      ["post", "import", "--dry-run"], file: "人员,岗位,单位,自\nann,clerk,desk,2025-01-01\n", [answer], language: "zh")
    #expect(run.status == 0 && run.output == "新增 1 条，变更 0 条，未变 0 条；未作导入\n", "\(run)")
    #expect(asked.map(\.line) == ["POST /v1/posts?dry_run=true"])
    #expect(asked.first?.body.contains(#""from":"2025-01-01""#) == true)
  }

  @Test("name every wrong line, those that the daemon finds as well")
  func problems() async throws {
    let local = try await run(["person", "import"], file: "code,uid\nann,seven\n,3\nbob\ncai,3\n", [Self.taken])
    #expect(local.run.status == 1 && local.asked.isEmpty)
    #expect(
      local.run.output == """
        line 2: `seven` is no number of a user
        line 3: code is empty
        line 4: 2 cells were expected, found 1
        3 problems; nothing was imported

        """, "\(local.run)")
    let refusal = CannedDaemon.Canned(
      "POST /v1/units", status: 422,
      #"{"code":"invalid","detail":"x","errors":[{"pointer":"/1","detail":"that is no code"}]}"#)
    let far = try await run(["unit", "import"], file: "code,name\na,A\n\n\"b\nb\",B\n", [refusal])
    #expect(far.run.status == 1 && far.run.output.hasPrefix("line 4: that is no code\n1 problem"), "\(far.run)")
  }

  @Test(
    "that are no such list are wrong usage",
    arguments: [
      ("code,nme\n", "has a column `nme`"), ("name\n", "lacks the column code"), ("", "is empty"),
      ("code\n\"a", "line 2"),
    ])
  func misuse(file: String, words: String) async throws {
    let (run, asked) = try await run(["person", "import"], file: file, [Self.taken])
    #expect(run.status == 2 && run.errors.contains(words) && asked.isEmpty, "\(run)")
  }

  @Test("come from a directory, too: folded lines, comments, base64, entries that are no persons")
  func ldif() async throws {
    let file = """
      version: 1
      # the people
      #  of the office
      dn: uid=ann,ou=people,dc=example
      objectClass: person
      uid: ann
      cn;lang-zh:: 5a6J
      mail: ann@exa
       mple.org
      uidNumber: 7
      preferredLanguage: zh-CN

      dn: ou=people,dc=example
      ou: people

      dn: uid=bob,ou=people,dc=example
      uid:bob
      displayName: Bob
      cn: B. Ob
      preferredLanguage: fr
      """
    let (run, asked) = try await run(["person", "import", "--ldif"], file: file, [Self.taken])
    #expect(run.status == 0, "\(run)")
    let body = try JSONParser.parse(Array((asked.first?.body ?? "").utf8))
    let people = body.items ?? []
    #expect(people.map { $0["code"]?.text } == ["ann", "bob"] && people.map { $0["name"]?.text } == ["安", "Bob"])
    #expect(people[0]["mail"]?.text == "ann@example.org" && people[0]["uid"]?.whole == 7, "\(body)")
    #expect(people.map { $0["language"]?.text } == ["zh", nil])
  }

  @Test(
    "that are no LDIF are refused by line",
    arguments: [
      ("dn: x\nuid\n", "line 2: `name: value`"), ("dn: x\nuid:: *\n", "line 2: the value"),
      ("dn: x\njpegPhoto:< file:///etc/passwd\n", "line 2: values that stand elsewhere"),
      ("dn: x\nchangetype: delete\n", "line 2: a change"), (" x\n", "line 1: a continued line"),
    ])
  func wrongLDIF(file: String, words: String) async throws {
    let (run, asked) = try await run(["person", "import", "--ldif"], file: file, [Self.taken])
    #expect(run.status == 2 && run.errors.contains(words) && asked.isEmpty, "\(run)")
  }
}
