import ArgumentParser
import LookbackJSON

struct EmergencyDeclare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "declare",
    abstract: "For root on the daemon's machine; the log and the chain of the office tell it at once.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Why.") var reason: String
  @Option(help: "For how many minutes, 60 unless given, 240 at most.") var minutes = 60

  func run() throws {
    let body = JSON.members(["reason": .string(reason), "minutes": .int(Int64(minutes))])
    let answer = try connecting.ask("POST", "/emergency", body: body)
    if !connecting.json { print(Strings(connecting.language).emergency(until: answer.moment("emergency_until"))) }
  }
}
