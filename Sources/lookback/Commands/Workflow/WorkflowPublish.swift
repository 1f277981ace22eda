import ArgumentParser

struct WorkflowPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish definition files; a published version never changes.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "YAML files.") var files: [String]

  func run() throws {
    let answer = try connecting.ask("POST", "/workflows", body: .files(files))
    guard !connecting.json else { return }
    for result in answer.objects("results") {
      let name = "\(result.text("name")) \(result.text("version"))"
      print(Strings(connecting.language).published(result.text("kind"), name, result.text("result")))
    }
  }
}
