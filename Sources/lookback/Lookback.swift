import ArgumentParser
import LookbackTime

/// The command line of Lookback. It asks the daemon for everything except definitions, calendars and plain dates.
@main
struct Lookback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookback",
    abstract: "Move cases, see what is due, and explain every date.",
    discussion: """
      Talks to lookbackd over its socket. Exit codes: 0 done, 1 rejected or errors found, 2 wrong usage, \
      3 the daemon or its database is not available.

      A case is named by its number or its business number:
        lookback case open recommendation number=青13-3-164 subject=… lead=…
        lookback do 青13-3-164 assign main_units=civil-affairs
        lookback can 青13-3-164
      """,
    version: "0.1.0",
    subcommands: [
      CaseCommands.self, Do.self, Can.self, Worklist.self, Due.self, Outbox.self, ClockCommands.self,
      WorkflowCommands.self, CalendarCommands.self, DeadlineCommands.self, GuardCommands.self, PersonCommands.self,
      UnitCommands.self, PostCommands.self, SubstituteCommands.self, Login.self, Logout.self, PasswordCommands.self,
      AuthenticatorCommands.self, SessionCommands.self, DutyCommands.self, OfficeCommands.self, EmergencyCommands.self,
      TokenCommands.self, AdministrationCommands.self, SettingCommands.self,
      RegisterCommands.self, Import.self, Report.self, Metrics.self, WhoAmI.self,
    ])

  static func main() {
    let words = Strings(Language.chosen(by: Array(CommandLine.arguments.dropFirst())))
    do {
      try Arguments.requireText()
      var command = try parseAsRoot(hoisted(Array(CommandLine.arguments.dropFirst())))
      do { try command.run() } catch let error as ValidationError {
        throw misused(type(of: command), error.message, words)
      } catch let error as Misuse {
        throw misused(type(of: command), error.text(words), words)
      }
    } catch let error as Misuse {
      exit(withError: misused(Self.self, error.text(words), words))
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      ErrorReport.usage(words.usageError + fullMessage(for: error).dropFirst(_errorPrefix.count))
      exit(withError: ExitCode(2))
    }
  }

  /// Prints what is wrong with a command that could be read, and returns the exit code for it.
  private static func misused(_ command: any ParsableCommand.Type, _ problem: String, _ words: Strings) -> ExitCode {
    ErrorReport.usage(UsageFailure(command: command, problem: problem, words: words).text)
    return ExitCode(2)
  }

  /// Moves options that stand before the command behind it: `lookback --as zhang.wei do …` means `lookback do … --as
  /// zhang.wei`. Before a word that is no command they are left out, so that the word is what is complained about.
  static func hoisted(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var leading: [String] = []
    while let word = rest.first {
      if word == "--json" || ["--socket=", "--office=", "--as=", "--lang="].contains(where: word.hasPrefix) {
        leading.append(rest.removeFirst())
      } else if ["--socket", "--office", "--as", "--lang"].contains(word), rest.count > 1 {
        leading += [rest.removeFirst(), rest.removeFirst()]
      } else {
        break
      }
    }
    guard configuration.subcommands.contains(where: { $0._commandName == rest.first }) else { return Array(rest) }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + leading + Array(rest[end...])
  }
}
