import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools
import Testing

@Suite("Pictures of definitions")
struct DrawingTests {
  static let hostile = [
    "\"]; attack -> \"", "</b>> ]; evil [label=<", "<script>alert(1)</script>", "--> evil", "\n  evil --> w0s0\n",
    "]\"\"[", "#quot;", "%%{init: {}}%%", "`${x}`", "&lt;b&gt;", "\u{0}\u{1B}[31m", "end", "\\", "\\\"", "|\"|",
  ]

  private func workflow(_ name: String) throws -> (Workflow, Library) {
    var library = try Fixture.library()
    var workflow = try Fixture.matter()
    let label = Label(english: name, chinese: nil)
    workflow.title = label
    workflow.reference = WorkflowReference(name: "hostile", version: 1)
    for index in workflow.states.indices {
      workflow.states[index].title = label
      for event in workflow.states[index].events.indices { workflow.states[index].events[event].title = label }
    }
    for index in workflow.clocks.indices { workflow.clocks[index].title = label }
    library.add(workflow)
    return (workflow, library)
  }

  /// What is left of a text when its labels are taken out: what the writer itself says.
  private func skeleton(_ dot: String) -> String {
    var depth = 0
    var result = ""
    for character in dot {
      if character == "<" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == ">", depth > 0 { depth -= 1 }
    }
    return result.replacing("->", with: "→")
  }

  @Test("no name breaks out of its label in DOT", arguments: hostile)
  func dot(name: String) throws {
    let (tame, tameLibrary) = try workflow("tame")
    let (wild, wildLibrary) = try workflow(name)
    // Arrows would be taken for the end of a label.
    let text = { (workflow: Workflow, library: Library) in
      DOTWriter.text(StateDiagram(workflow, in: library, .english)).replacing(" -> ", with: " → ")
    }
    #expect(skeleton(text(wild, wildLibrary)) == skeleton(text(tame, tameLibrary)))
    #expect(
      !text(wild, wildLibrary).unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
  }

  @Test("no name breaks out of its quotes in Mermaid", arguments: hostile)
  func mermaid(name: String) throws {
    let (tame, tameLibrary) = try workflow("tame")
    let (wild, wildLibrary) = try workflow(name)
    let frame = { (workflow: Workflow, library: Library) in
      MermaidWriter.text(StateDiagram(workflow, in: library, .english)).split(separator: "\n").map { line in
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined(separator: "\"")
      }
    }
    #expect(frame(wild, wildLibrary) == frame(tame, tameLibrary))
    let text = MermaidWriter.text(StateDiagram(wild, in: wildLibrary, .english))
    for mark in ["<script", "%%", "`", "</b>>"] { #expect(!text.contains(mark)) }
  }

  @Test("every state and every arrow is drawn, automatic ones dashed, final ones doubled")
  func complete() throws {
    let library = try Fixture.library()
    let diagram = StateDiagram(try Fixture.matter(), in: library, .english)
    #expect(diagram.frames.map(\.title) == ["matter", "answer"])
    #expect(diagram.frames[0].boxes.filter { $0.shape == .final }.map(\.title) == ["closed"])
    let ways = Set(diagram.arrows.map { "\($0.from) \($0.title) \($0.to) \($0.kind)" })
    #expect(
      ways == [
        "w0s0 assign w0s1 person", "w0s1 all replied w0s2 automatic", "w0s2 close w0s3 person",
        "w0s3 look back w0s1 person", "w0any withdraw w0s3 person", "w0s1 for each of: units w1s0 tracks",
        "w1s0 draft w1s1 person", "w1s1 approved w1s2 automatic", "w1s1 refuse w1s0 person",
      ])
    let dot = DOTWriter.text(diagram)
    for arrow in diagram.arrows { #expect(dot.contains("\(arrow.from) -> \(arrow.to) [")) }
    #expect(dot.contains("style=dashed") && dot.contains("lhead=cluster_w1"))
  }

  @Test("where a case stands and how it came there are marked")
  func marks() throws {
    let library = try Fixture.library()
    let marks = DiagramMarks(
      present: [DiagramMarks.Stand(workflow: "matter", state: "assigned")],
      ways: [DiagramMarks.Way(workflow: "matter", from: "registered", event: "assign", to: "assigned")])
    let diagram = StateDiagram(try Fixture.matter(), in: library, .english, marks: marks)
    #expect(diagram.frames[0].boxes.filter(\.isPresent).map(\.title) == ["assigned"])
    #expect(diagram.frames[0].boxes.filter(\.isOnPath).map(\.title) == ["registered", "assigned"])
    #expect(diagram.arrows.filter(\.isOnPath).map(\.title) == ["assign"])
    // Links are counted in the order of the text: two entries come first.
    #expect(MermaidWriter.text(diagram).contains("linkStyle 2 stroke"))
    #expect(DOTWriter.text(diagram).contains("#ffd54f"))
  }

  @Test("a small definition is drawn as this text")
  func golden() throws {
    var workflow = try Fixture.matter()
    workflow.states = [workflow.states[0], workflow.states[3]]
    workflow.states[0].events = [
      EventDefinition(
        name: "end", title: Label(english: "end it", chinese: "办结"), trigger: .after(Span(3, .days)), who: [],
        needs: [],
        candidates: [Candidate(target: "closed")])
    ]
    workflow.states[1].events = []
    workflow.clocks = []
    workflow.anywhere = []
    var library = try Fixture.library()
    workflow.reference = WorkflowReference(name: "small", version: 1)
    library.add(workflow)
    let expected = """
      flowchart TB
        subgraph w0["matter"]
          w0s0("<b>registered</b>")
          w0s0start((" "))
          w0s0start --> w0s0
          w0s1[["<b>closed</b>"]]
        end
        w0s0 -.->|"办结<br/>◷ 满3日"| w0s1

      """
    let text = MermaidWriter.text(StateDiagram(workflow, in: library, .chinese))
    #expect(text == expected)
  }
}
