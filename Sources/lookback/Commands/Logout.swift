import ArgumentParser

struct Logout: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "End the session that `lookback login` began.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    guard let session = connecting.keptSession, session.token != nil else {
      throw ValidationError(words.notSignedIn)
    }
    // It is forgotten here also if it has ended at the daemon.
    let reply = try connecting.sent("DELETE", "/sessions/current", nil)
    try session.keep(nil)
    if reply.status >= 500 { _ = try connecting.printed(reply) }
    if !connecting.json { print(words.signedOut) }
  }
}
