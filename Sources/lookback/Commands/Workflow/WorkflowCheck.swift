import ArgumentParser
import LookbackCheck
import LookbackDefinition

struct WorkflowCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Prove definitions before they run, without the daemon.",
    discussion: """
      Everything that can happen to a case and its tracks is followed: states that are never entered or never left, \
      joins that never complete, guards that never hold, clocks that never start, approvals that nobody can give, \
      and the definition's promises. A finding stands under its line; where it is about behaviour, a shortest course \
      of events shows it. Last comes the longest time that each workflow can take.
        lookback workflow check                               # the folder workflows
        lookback workflow check workflows/handling.yaml       # one file, read together with its folder
        lookback workflow check --staff posts.csv --absent 1  # are there people, also with any one of them away?
        lookback workflow check --strict                      # warnings, too, make the exit code 1
        lookback workflow explain dead-end                    # what a code in brackets means, and how to mend it
      A file is checked together with the folder it stands in, because workflows name each other, calendars and \
      classes; only what is wrong in the named files is told. An error makes the exit code 1 and refuses the \
      definition when it is published; a warning does not, unless --strict is given: then nothing is left that was \
      not proved.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Who holds which post, as `lookback post list` has it: CSV with person, post and unit.")
  var staff: String?
  @Option(help: "How many of those people may be away at once (0 to 3).") var absent = 0
  @Flag(help: "Let warnings, too, make the exit code 1.") var strict = false
  @Argument(help: "Folders with workflows, calendars and classes, or files in them.") var paths = ["workflows"]

  func validate() throws {
    let words = Strings(connecting.language)
    guard (0...Staffing.mostAbsent).contains(absent) else {
      throw ValidationError(words.badAbsent(Staffing.mostAbsent, absent))
    }
    if absent > 0, staff == nil { throw ValidationError(words.absentNeedsStaff) }
  }

  func run() throws {
    var check = DefinitionCheck(json: connecting.json, language: connecting.language, staffing: try staffing())
    check.isStrict = strict
    try check.run(paths)
  }

  private func staffing() throws -> Staffing? {
    try staff.map { Staffing(list: try StaffList(file: $0), absent: absent) }
  }
}
