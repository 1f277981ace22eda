import ArgumentParser
import Foundation
import LookbackCore
import LookbackTime
import LookbackTools

struct WorkflowGraph: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case svg, dot, mermaid }

  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw a definition: states, events, clocks, approvals, tracks.",
    discussion: """
      Automatic events are dashed, signals dotted, final states doubled. With --case the daemon is asked where the \
      case stands (yellow) and how it came there (blue).
        lookback workflow graph workflows/recommendation.yaml --format svg --lang zh -o recommendation.svg
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The definition's file.") var path: String
  @Option(help: "svg, dot or mermaid.") var format = Format.svg
  @Option(name: [.short, .customLong("output")], help: "The file to write, instead of standard output.")
  var output: String?
  @Option(name: .customLong("case"), help: "Mark where this case stands.") var reference: String?

  func run() throws {
    let file = try WorkflowFile(path)
    let marks = try reference.map { try self.marks(of: $0, file) } ?? DiagramMarks()
    let diagram = StateDiagram(file.workflow, in: file.library, connecting.language, marks: marks)
    switch format {
    case .dot: try write(Data(DOTWriter.text(diagram).utf8))
    case .mermaid: try write(Data(MermaidWriter.text(diagram).utf8))
    case .svg: try write(try Graphviz(language: connecting.language).svg(DOTWriter.text(diagram)))
    }
  }

  private func write(_ data: Data) throws {
    guard let output else { return FileHandle.standardOutput.write(data) }
    do { try data.write(to: URL(filePath: output)) } catch {
      throw Misuse { $0.unwritable(output, error.localizedDescription) }
    }
  }

  private func marks(of reference: String, _ file: WorkflowFile) throws -> DiagramMarks {
    let silent = connecting.withoutPrinting
    let shown = try silent.ask("GET", "/cases/\(reference.encoded)")
    let history = try silent.ask("GET", "/cases/\(reference.encoded)/history?limit=10000")
    guard shown.text("workflow") == file.workflow.reference.name else {
      throw Misuse { $0.otherWorkflow(shown.text("workflow"), file.workflow.reference.name) }
    }
    var marks = DiagramMarks()
    var workflows: [Int: String] = [:]
    for track in shown.objects("tracks") {
      workflows[track.number("track")] = track.text("workflow")
      guard !track.truth("over") || track.number("track") == 0 || isFinal(track, file.library) else { continue }
      marks.present.insert(DiagramMarks.Stand(workflow: track.text("workflow"), state: track.text("state")))
    }
    for event in history.objects("items") {
      guard let workflow = workflows[event.number("track")] else { continue }
      marks.ways.insert(
        DiagramMarks.Way(
          workflow: workflow, from: event.text("from"), event: event.text("event"), to: event.text("to")))
    }
    return marks
  }

  private func isFinal(_ track: Answer, _ library: Library) -> Bool {
    library.latest(track.text("workflow"))?.state(track.text("state"))?.isFinal ?? false
  }
}
