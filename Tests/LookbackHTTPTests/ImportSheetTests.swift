import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("a file that is imported", .timeLimit(.minutes(10)))
struct ImportSheetTests {
  private func imported(
    _ csv: String, _ office: RoutedOffice, language: String = "en", _ more: [JSON.Member] = []
  ) async throws -> Reply {
    let members = [
      JSON.Member(name: "workflow", value: .string("permit")), JSON.Member(name: "csv", value: .string(csv)),
    ]
    return try await office.ask(
      .post, "/v1/import", headers: [.acceptLanguage: language], JSON.object(members + more).description)
  }

  @Test(
    "that is no table of this workflow is refused as a whole, in both languages",
    arguments: [
      ("", "the file is empty", "文件为空"), ("number;subject\n1;2", "parted by `;`", "各列以“;”分隔"),
      ("number\tsubject\n1\t2", "parted by a tab", "各列以制表符分隔"),
      ("number\n\"x", "line 2, column 1: a quote that is never closed", "第 2 行第 1 列：引号没有结束"),
      ("number\nx\"y", "a quote inside a cell without quotes", "单元格内有引号"),
    ])
  func noTable(csv: String, english: String, chinese: String) async throws {
    let office = try await RoutedOffice()
    for (language, words) in [("en", english), ("zh", chinese)] {
      let reply = try await imported(csv, office, language: language)
      #expect(reply.status == 422 && reply.code == "malformed-csv" && reply.detail.contains(words), "\(reply)")
    }
  }

  @Test(
    "has its errors told by line and column, and nothing is imported",
    arguments: [
      ("numbr\n1", 1, 1, "did you mean `number`", "是否为“number”"),
      ("number,number\n1,2", 1, 2, "stands twice", "重复"),
      ("number,subject\n1", 2, 2, "2 cells were expected", "应有 2 格"),
      ("number,fee\n1,x", 2, 2, "`fee`", "费用（fee）"), ("number\n1\n1", 3, 1, "stands in line 2 too", "与第 2 行重复"),
      ("subject,number\na,\(String(repeating: "9", count: 21))", 2, 2, "`number`", "编号（number）"),
    ])
  func errors(csv: String, line: Int64, column: Int64, english: String, chinese: String) async throws {
    let office = try await RoutedOffice()
    for (language, words) in [("en", english), ("zh", chinese)] {
      let reply = try await imported(csv, office, language: language)
      let error = reply.json["errors"]?.items?.first
      #expect(reply.status == 200 && reply.json["imported"]?.whole == 0, "\(reply)")
      #expect(error?["line"]?.whole == line && error?["column"]?.whole == column, "\(reply)")
      #expect(error?["detail"]?.text?.contains(words) == true, "\(reply)")
    }
    #expect(try await office.ask(.get, "/v1/cases").json["items"] == .array([]))
  }

  @Test("opens each line once, however often it comes, and the good lines alone where that is asked for")
  func once() async throws {
    let office = try await RoutedOffice()
    let csv = "number,fee\nP-1,1\nP-2,x\nP-3,3\n"
    let skip = [JSON.Member(name: "skip_errors", value: .bool(true))]
    let first = try await imported(csv, office, skip)
    #expect(first.json["imported"]?.whole == 2 && first.json["errors"]?.items?.count == 1, "\(first)")
    let again = try await imported(csv, office, skip)
    #expect(again.json["imported"]?.whole == 0 && again.json["already"]?.whole == 2, "\(again)")
    #expect(try await office.ask(.get, "/v1/cases").json["items"]?.items?.count == 2)
  }
}
