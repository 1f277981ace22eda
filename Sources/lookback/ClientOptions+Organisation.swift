import ArgumentParser
import LookbackJSON

extension ClientOptions {
  /// From so many entries on it is said that they are sent.
  private static let many = 1_000

  /// Sends the entries of a file, all of which are taken or none, and prints what is wrong by line.
  func importEntries(_ file: OrganisationFile, _ list: OrganisationList, isDryRun: Bool) throws {
    let words = Strings(language)
    guard file.problems.isEmpty else {
      return try refuse(file.problems.map { ($0.line, $0.words(words)) }, words)
    }
    if file.entries.count >= Self.many { ErrorReport.usage(words.sending(file.entries.count)) }
    let path = list.path + (isDryRun ? "?dry_run=true" : "")
    let reply = try sent("POST", path, file.body)
    let errors = reply.answer.objects("errors")
    guard reply.status == 422, !errors.isEmpty, !json else {
      let answer = try printed(reply)
      guard !json else { return }
      return Swift.print(
        words.importedEntries(
          new: answer.number("new"), changed: answer.number("changed"), unchanged: answer.number("unchanged"),
          dry: isDryRun))
    }
    let problems: [(line: Int, text: String)] = errors.compactMap { error in
      Int(error.text("pointer").dropFirst()).map { (file.entries[$0].line, error.text("detail")) }
    }
    try refuse(problems, words)
  }

  private func refuse(_ problems: [(line: Int, text: String)], _ words: Strings) throws {
    for problem in problems { Swift.print(words.badEntry(problem.line, problem.text)) }
    Swift.print(words.refusedEntries(problems.count))
    throw ExitCode(1)
  }
}
