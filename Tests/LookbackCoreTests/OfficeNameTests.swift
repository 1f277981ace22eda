import LookbackCore
import Testing

@Suite("the name of an office")
struct OfficeNameTests {
  @Test(
    "is a word that a schema, a role and a folder can be called by",
    arguments: ["main", "a", "xining", "office_7", "abcdefghij0123456789", "user"])
  func good(_ text: String) {
    #expect(OfficeName(text)?.description == text)
  }

  @Test(
    "is refused where PostgreSQL, the system or a reader could take it for something else",
    arguments: [
      "", "Main", "7a", "_a", "a-b", "a b", "a.b", "a\"", "a'", "a/b", "..", "办公室", "é", "abcdefghij0123456789a",
      "public", "pg_", "pg_toast", "information_schema", "a\n", "a\0",
    ])
  func bad(_ text: String) {
    #expect(OfficeName(text) == nil)
  }

  @Test("gives roles, folders and socket, which for main are those without a name, and no two offices share one")
  func names() throws {
    let other = try #require(OfficeName("xining"))
    #expect(OfficeName.main.ownerRole == "lookback" && OfficeName.main.daemonRole == "lookbackd")
    #expect(other.ownerRole == "lookback_xining" && other.daemonRole == "lookbackd_xining")
    #expect(OfficeName.main.socket == "/run/lookback/lookback.sock")
    #expect(other.socket == "/run/lookback-xining/lookback.sock")
    let longest = try #require(OfficeName("abcdefghij0123456789"))
    #expect(longest.daemonRole.utf8.count <= 31, "an account's name holds no more")
    let all = [OfficeName.main, other, longest] + ["d", "d_a", "a", "lookback"].compactMap { OfficeName($0) }
    #expect(Set(all.flatMap { [$0.ownerRole, $0.daemonRole] }).count == 2 * all.count)
    #expect(Set(all.map(\.socket)).count == all.count)
  }
}
