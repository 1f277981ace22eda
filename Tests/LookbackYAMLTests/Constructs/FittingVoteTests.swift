import LookbackCEL
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("A vote that fits is asked for and taken")
struct FittingVoteTests {
  private static func workflow(_ roles: String, _ step: String, data: String) -> String {
    """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 某}
    calendar: plain
    timezone: Asia/Shanghai
    data: {\(data)}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
    \(roles)
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        waits: without limit
        events: {ask: {title: {en: ask, zh: 请}, to: signing}}
      signing:
        title: {en: signing, zh: 签}
        waits: without limit
        approval: {steps: [{title: {en: all of them, zh: 会签}, \(step)}], refusal: open}
        events: {approved: {title: {en: approved, zh: 同意}, to: done}}
      done: {title: {en: done, zh: 完}, final: true}
    """
  }

  @Test("whose substitute may count for another seat is asked, where more must decide than there are seats")
  func corner() throws {
    let roles = """
        boss: {person: data.boss, title: {en: boss, zh: 主}}
        finance: {post: finance, of: desk, title: {en: finance, zh: 财}}
      """
    let definition = Self.workflow(
      roles, "ask: [boss, finance], need: 3",
      data: "boss: {type: person, required: true, title: {en: boss, zh: 主}}")
    var story = try Rehearsal([definition])
    try story.open("x", ["boss": .string("bo")])
    try story.fire("ask", by: .someone("clerk@desk"))
    try story.fire("approve", by: .someone("finance@desk", code: "ann", for: [.whole("bo")]))
    try story.fire("approve", by: .someone("finance@desk", code: "cy"))
    // Ann counts for finance then, beside Cy, and Bo for himself.
    let asked = story.current?.workItems(in: story.library).map(\.assignee.description) ?? []
    #expect(asked.sorted() == ["bo", "finance@desk"])
    try story.fire("approve", by: .someone(code: "bo"))
    #expect(story.state == "done")
    story.expectReplay()
  }

  private func codes(_ need: String, _ staff: String, never: String = "") throws -> [String] {
    let roles = """
        heads: {post: head, of: data.units, title: {en: heads, zh: 长}}
      """
    let plain = Self.workflow(
      roles, "ask: heads, need: \(need)",
      data: "units: {type: list, of: unit, required: true, title: {en: units, zh: 单位}}")
    let definition = plain.replacing("refusal: open}", with: "refusal: open\(never)}")
    let list = try StaffList(csv: "person,post,unit\ncl,clerk,desk\n" + staff)
    let loaded = LibraryLoader(staffing: Staffing(list: list)).load([
      Workbench.file("x.yaml", definition), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    return loaded.diagnostics.filter { $0.severity == .error }.map { "\($0.code): \($0.message)" }
  }

  @Test("the staff proof sees units that one person heads: each can approve alone, and not all together")
  func oneHolder() throws {
    #expect(try codes("all", "an,head,u0\nbo,head,u1\ncy,head,u2") == [])
    #expect(try codes("all", "an,head,u0\nan,head,u1\nbo,head,u1") == [])
    let found = try codes("all", "an,head,u0\nan,head,u1\nbo,head,u2")
    #expect(
      found == [
        "understaffed: too few people can approve this step where a case names u0, u1: an can, 2 are needed"
      ])
    #expect(try codes("1", "an,head,u0\nan,head,u1") == [])
  }

  @Test("that units together have too few people is told without those whom `never` bars, who are not counted")
  func barredTogether() throws {
    let heads = (0..<3).map { "an,head,u\($0)\nbo,head,u\($0)\n" }.joined()
    #expect(
      try codes("all", "an,clerk,desk\n" + heads, never: ", never: [actor of ask]") == [
        "understaffed: too few people can approve this step where a case names u0, u1, u2: an, bo can, 3 are needed"
      ])
  }
}
