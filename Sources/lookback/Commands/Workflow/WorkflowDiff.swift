import ArgumentParser
import LookbackCore
import LookbackJSON
import LookbackTime
import LookbackTools

struct WorkflowDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say in sentences what is different between two versions of a workflow.",
    discussion: """
      Each side is a file, or a published version as NAME@VERSION; NAME alone is the newest. One file alone is compared \
      with what is published under its name. Where the daemon answers, the open cases of the older version are counted.
        lookback workflow diff workflows/recommendation.yaml
        lookback workflow diff recommendation@1 recommendation@2 --lang zh
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The older side, or the only file.") var first: String
  @Argument(help: "The newer side.") var second: String?

  func run() throws {
    let (old, new) = try sides()
    let differences = old.workflow.differences(to: new.workflow)
    let open = openCases(old.workflow.reference)
    guard !connecting.json else { return Swift.print(json(old, new, differences, open)) }
    let words = Strings(connecting.language)
    lookback.print(words.compared("\(old.workflow.reference)", "\(new.workflow.reference)", differences.count))
    for one in differences { lookback.print("  " + one.text(in: connecting.language)) }
    if let open { lookback.print(words.openCases(open, "\(old.workflow.reference)")) }
  }

  private func sides() throws -> (old: ComparedWorkflow, new: ComparedWorkflow) {
    let given = try ComparedWorkflow(first, connecting)
    if let second { return (given, try ComparedWorkflow(second, connecting)) }
    guard !given.isPublished else { throw ValidationError(Strings(connecting.language).nameTwo) }
    return (try ComparedWorkflow(published: given.workflow.reference.name, nil, connecting), given)
  }

  /// Returns how many open cases run a version; nil if the daemon does not answer or does not know the version.
  private func openCases(_ version: WorkflowReference) -> Int? {
    let path = "/workflows/\(version.name.encoded)?open=true"
    guard let reply = try? connecting.client.send("GET", path), reply.status == 200 else { return nil }
    let lines = reply.answer.objects("open")
    return lines.first { $0.number("version") == version.version }?.number("cases") ?? 0
  }

  private func json(
    _ old: ComparedWorkflow, _ new: ComparedWorkflow, _ differences: [WorkflowDifference], _ open: Int?
  ) -> JSON {
    .members([
      "workflow": .string(new.workflow.reference.name), "from": .int(Int64(old.workflow.reference.version)),
      "to": .int(Int64(new.workflow.reference.version)), "open_cases": open.map { .int(Int64($0)) },
      "differences": .array(differences.map { JSON($0, connecting.language) }),
    ])
  }
}
