import Foundation
import Testing

/// `lookback workflow simulate`, `test` and `graph`, as a person or a program calls them, without a daemon.
@Suite("rehearsing definitions from the command line")
struct WorkflowCommandTests {
  private static let workflows = Built.repository.appending(path: "workflows").path
  private static let recommendation = workflows + "/recommendation.yaml"

  private func run(
    _ arguments: [String], language: String = "en", input: String? = nil, path: String? = nil, in folder: URL
  ) async throws -> Program.Ending {
    let lookback = try Built.path(of: "lookback")
    var environment: [String: String] = [:]
    if let path { environment["PATH"] = path }
    guard let input else {
      return try await Program.start(
        lookback, arguments + ["--lang", language], environment: environment, in: folder
      ).ending()
    }
    let file = folder.appending(path: "input.txt")
    try input.write(to: file, atomically: true, encoding: .utf8)
    let words = ([lookback] + arguments + ["--lang", language]).map { "'\($0)'" }.joined(separator: " ")
    return try await Program.start("/bin/sh", ["-c", "\(words) < '\(file.path)'"], in: folder).ending()
  }

  @Test("the conversation on the page about scenarios goes as the page says")
  func conversation() async throws {
    let page = try String(contentsOf: Built.repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    let block = try #require(page.components(separatedBy: "```console\n").last?.components(separatedBy: "```").first)
    let lines = block.split(separator: "\n")
    let typed = lines.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }.joined(separator: "\n")
    let printed = lines.filter { !$0.hasPrefix("> ") }.joined(separator: "\n") + "\n"
    try await withFolder { folder in
      let ending = try await run(
        ["workflow", "simulate", Self.recommendation, "--start", "2019-01-28"], input: typed, in: folder)
      #expect(ending.output == printed)
      #expect(ending.errors == "")
      #expect(ending.status == 0)
    }
  }

  @Test("a file that stands alone finds calendars and classes in ./workflows, and its own faults are still told")
  func standsAlone() async throws {
    try await withFolder { folder in
      let alone = folder.appending(path: "alone")
      try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: true)
      for name in ["handling.yaml", "recommendation.yaml"] {
        try FileManager.default.copyItem(atPath: "\(Self.workflows)/\(name)", toPath: alone.appending(path: name).path)
      }
      let sound = alone.appending(path: "recommendation.yaml")
      let lent = "calendars and classes that are not beside it are read from workflows\n"
      let checked = try await here(["check", sound.path], in: folder)
      #expect((checked.status, checked.errors) == (0, lent), "\(checked.output)")
      let drawn = try await here(["graph", sound.path, "--format", "dot"], in: folder)
      #expect((drawn.status, drawn.errors) == (0, ""))
      let text = try String(contentsOf: sound, encoding: .utf8)
      let faulty = alone.appending(path: "faulty.yaml")
      try text.replacing("workflow: recommendation", with: "workflow: other").replacing(
        "to: reviewing", with: "to: reviewin"
      )
      .write(to: faulty, atomically: true, encoding: .utf8)
      let refused = try await here(["check", faulty.path], in: folder)
      #expect(refused.status == 1 && refused.output.contains("[unknown-state]"), "\(refused.output)")
      #expect(!refused.output.contains("calendar"))
    }
  }

  /// A command about workflows as typed in the folder of this project.
  private func here(_ arguments: [String], in folder: URL) async throws -> Program.Ending {
    let words = (["workflow"] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let line = "cd '\(Built.repository.path)' && '\(try Built.path(of: "lookback"))' \(words) --lang en"
    return try await Program.start("/bin/sh", ["-c", line], in: folder).ending()
  }

  @Test("steps are taken back, refusals go on, and the end can be had as JSON")
  func undo() async throws {
    let typed = """
      as clerk@congress-office
      assign main_units=a
      open subject="社区 治理" lead=xue received=2019-01-28
      as inspector@government-office
      decline reason=no
      assign main_units=a
      undo
      wait 1 fortnight
      quit
      assign main_units=a
      """
    try await withFolder { folder in
      let arguments = ["workflow", "simulate", Self.recommendation, "--start", "2019-01-28"]
      let text = try await run(arguments, language: "zh", input: typed, in: folder)
      #expect(text.output.contains("交办（assign） → 办理中") && text.output.hasSuffix("已撤销\n"))
      #expect(text.errors.contains("尚无案件") && text.errors.contains("fortnight") && text.errors.contains("无权") == false)
      #expect(text.errors.contains("“不作为建议处理（decline）”应由 clerk@congress-office 办理"))
      let json = try await run(arguments + ["--json"], input: typed, in: folder)
      #expect(json.output.contains("\"state\":\"registered\""))
      #expect(!json.output.contains("assign\""))
      #expect(json.output.split(separator: "\n").count == 1)
    }
  }

  @Test("with a list of staff only those people exist")
  func staff() async throws {
    let typed = """
      open subject=road lead=xue received=2019-01-28
      as lin
      open subject=road lead=xue received=2019-01-28
      as inspector@government-office
      assign main_units=transport
      as clerk@transport
      assign main_units=transport
      as lin
      decline reason=no
      """
    try await withFolder { folder in
      let list = folder.appending(path: "staff.csv")
      let people = """
        person,post,unit
        lin,clerk,congress-office
        wu,inspector,government-office
        xue,deputy,town
        sun,liaison,transport

        """
      try people.write(to: list, atomically: true, encoding: .utf8)
      let arguments = ["workflow", "simulate", Self.recommendation, "--start", "2019-01-28", "--staff", list.path]
      let ending = try await run(arguments, input: typed, in: folder)
      #expect(
        ending.errors.split(separator: "\n").prefix(2) == [
          "error: the list of staff has no `visitor`: say `as` with a person or a post of it",
          "error: the list of staff has no `clerk@transport`: say `as` with a person or a post of it",
        ], "\(ending.errors)")
      #expect(ending.output.contains("open → registered by lin"), "\(ending.output)")
      #expect(ending.output.contains(#/assign → being handled.*by wu/#), "\(ending.output)")
      let walk = try await run(arguments + ["--random", "3"], in: folder)
      #expect(walk.status == 0 && !walk.output.contains("person-1"), "\(walk.output)\(walk.errors)")

      try "who,what\n".write(to: list, atomically: true, encoding: .utf8)
      let wrong = try await run(arguments, input: "", in: folder)
      #expect(wrong.status == 2, "\(wrong.errors)")
      #expect(wrong.errors.contains("line 1: the columns person, post and unit were expected"), "\(wrong.errors)")
    }
  }

  @Test("people who act at random do the same for the same seed")
  func random() async throws {
    try await withFolder { folder in
      let arguments = [
        "workflow", "simulate", Self.recommendation, "--start", "2019-01-28", "--steps", "40", "--random",
      ]
      let first = try await run(arguments + ["5"], in: folder)
      #expect(first.status == 0 && first.output.contains("seed 5: 40 steps"))
      #expect(try await run(arguments + ["5"], in: folder).output == first.output)
      #expect(try await run(arguments + ["6"], in: folder).output != first.output)
    }
  }

  @Test("the shipped scenarios pass, with full coverage")
  func scenarios() async throws {
    try await withFolder { folder in
      let ending = try await run(["workflow", "test", Self.workflows + "/tests"], in: folder)
      #expect(ending.status == 0)
      #expect(ending.output.contains(" scenarios passed, 0 failed"))
      #expect(!ending.output.contains("not covered"))
      let json = try await run(["workflow", "test", Self.workflows + "/tests", "--json"], in: folder)
      #expect(json.output.contains("\"passed\":true") && !json.output.contains("\"passed\":false"))
      let story = try await run(
        ["workflow", "simulate", Self.recommendation, "--scenario", Self.workflows + "/tests/handling.yaml"], in: folder
      )
      #expect(story.status == 0 && story.output.contains("by li"))
    }
  }

  @Test("a scenario that fails ends with code 1, the difference and the timeline, as the page shows")
  func failing() async throws {
    let page = try String(contentsOf: Built.repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    let text = try #require(page.components(separatedBy: "```yaml\n").last?.components(separatedBy: "```").first)
    let report = try #require(page.components(separatedBy: "```text\n").last?.components(separatedBy: "```").first)
    try await withFolder { folder in
      try text.write(to: folder.appending(path: "page.yaml"), atomically: true, encoding: .utf8)
      let path = folder.appending(path: "page.yaml").path
      let ending = try await run(["workflow", "test", path, "--workflows", Self.workflows], in: folder)
      #expect(ending.status == 1)
      #expect(ending.output.replacing(path, with: "page.yaml").hasPrefix(report))
      try "notation: 1\nscenario: x\n".write(to: URL(filePath: path), atomically: true, encoding: .utf8)
      let broken = try await run(["workflow", "test", path, "--workflows", Self.workflows], in: folder)
      #expect(broken.status == 1)
      #expect(
        broken.output.contains(
          "page.yaml:2:1: error: a file of scenarios has no key `scenario`: did you mean `scenarios`?"))
    }
  }

  @Test("pictures are written as DOT, Mermaid and, where Graphviz is installed, SVG")
  func pictures() async throws {
    try await withFolder { folder in
      let graph = ["workflow", "graph", Self.recommendation, "--format"]
      let dot = try await run(graph + ["dot"], language: "zh", in: folder)
      #expect(dot.output.hasPrefix("digraph lookback {") && dot.output.contains("<b>办理中</b>"))
      let mermaid = folder.appending(path: "picture.mmd")
      #expect(try await run(graph + ["mermaid", "-o", mermaid.path], in: folder).status == 0)
      #expect(try String(contentsOf: mermaid, encoding: .utf8).hasPrefix("flowchart TB\n"))
      let without = try await run(graph + ["svg"], path: folder.path, in: folder)
      #expect(without.status == 1 && without.errors.contains("install the package graphviz"))
      let svg = try await run(graph + ["svg"], in: folder)
      let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/dot")
      #expect(isInstalled ? svg.output.contains("<svg") && svg.status == 0 : svg.errors.contains("graphviz"))
    }
  }

  @Test(
    "wrong usage ends with code 2 and says what to do",
    arguments: [
      (["simulate", "nowhere.yaml"], "cannot be read"), (["test", "nowhere"], "there is no `nowhere`"),
      (["simulate", "CALENDAR"], "is not a workflow"), (["simulate", "FILE", "--start", "2019-02-30"], "2019-02-30"),
      (["simulate", "FILE", "--random", "1", "--scenario", "x"], "choose"),
      (["graph", "FILE", "--format", "png"], "svg"),
    ])
  func wrong(arguments: [String], words: String) async throws {
    let named = arguments.map {
      $0 == "FILE" ? Self.recommendation : $0 == "CALENDAR" ? Self.workflows + "/calendars/cn.yaml" : $0
    }
    try await withFolder { folder in
      let ending = try await run(["workflow"] + named, in: folder)
      #expect(ending.status == 2)
      #expect(ending.errors.contains(words), "\(ending.errors)")
    }
  }
}
