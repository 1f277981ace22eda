import HTTPTypes
import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore

extension Call {
  /// The command of a request that comes from a user of the machine, in the user's own name, for a case named by its
  /// number; with what remains to be confirmed. Nil for every other request, and for one that is wrong in any way: what
  /// is wrong with it is for those to say who look closer.
  func claimedCommand() async throws -> (Command, Claim)? {
    guard api.hasTrustworthyPeers, request.headers[.lookbackAs] == nil,
      let user = try await api.peers.user(of: context.channel), let reference = try? parameter("ref"),
      let target = CaseID(plainNumber: reference),
      let body = try? body(),
      body["dry_run"]?.truth != true, let track = claimedTrack(body),
      let command = try? command(
        body, on: target, track, .person(code: "", posts: []), via: "peer \(user)", id: commandID())
    else { return nil }
    return (command, Claim(user: Int64(user), reference: reference))
  }

  /// Whether somebody asks and the case is meant that the command goes to: then the claim was not what stood in its way.
  func isConfirmed(_ command: Command) async throws -> Bool {
    let caller = try await callerOfCase()
    guard caller.person != nil else { return false }
    return try await caseID(try parameter("ref"), caller) == command.target
  }

  /// The track that the body names by its number, or that it names none; nil where it names one otherwise.
  private func claimedTrack(_ body: JSON) -> TrackID?? {
    guard let given = body["track"] else { return .some(nil) }
    return given.whole.map { TrackID(Int(clamping: $0)) }
  }
}

extension CaseID {
  /// From a number as cases have it and people hardly use it for anything else; nil for any other text.
  fileprivate init?(plainNumber text: String) {
    guard let number = Int64(text), number >= 1 << 22, String(number) == text else { return nil }
    self.init(number)
  }
}
