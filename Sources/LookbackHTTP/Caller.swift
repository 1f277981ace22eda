import Glibc
import HTTPTypes
import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackRuntime
import LookbackStore
import LookbackTime
import NIOCore

/// Who sent a request, and how that is known.
struct Caller: Sendable {
  /// Nil for an administrator who acts for nobody.
  let person: String?
  let via: String
  /// May manage people, definitions and the clock: root and the daemon's own user, on the socket.
  let isAdministrator: Bool
  /// What a case's reference means, where that was looked up along with the person.
  var found: (reference: String, cases: [CaseID])?

  /// The person, who must be one.
  func actor() throws -> Actor {
    guard let person else {
      throw Problem(
        403, "who", ("act as a person", "请以人员身份办理"),
        (
          "you are known as an administrator (\(via)), not as a person: name the person with --as CODE, "
            + "or add yourself with `lookback person add CODE --uid N`",
          "您是管理员（\(via)），不是人员：请用 --as 代码 指明人员，或用 `lookback person add 代码 --uid N` 登记自己"
        ))
    }
    return .person(code: person, posts: [])
  }

  func requireAdministrator() throws {
    guard isAdministrator else {
      throw Problem(
        403, "administrators-only", ("for administrators", "仅限管理员"),
        (
          "this is for root and the daemon's own user, on its socket",
          "此项仅限 root 与服务自身的用户在其套接字上使用"
        ))
    }
  }
}

extension API {
  /// On the socket by the kernel's word, elsewhere by a token.
  /// - Parameter reference: of a case that will be asked for next, to be looked up on the way.
  func caller(_ request: Request, _ context: CallContext, _ reference: String?) async throws -> Caller {
    if let user = try await peers.user(of: context.channel) { return try await caller(user, request, reference) }
    guard let given = request.headers[.authorization], given.hasPrefix("Bearer ") else {
      throw Problem(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        ("send a token: `Authorization: Bearer …`", "请附令牌：`Authorization: Bearer …`"))
    }
    guard request.headers[.lookbackAs] == nil else {
      throw Problem(
        403, "administrators-only", ("for administrators", "仅限管理员"),
        ("only an administrator, on the daemon's socket, acts for others", "只有管理员在服务的套接字上可代他人办理"))
    }
    let hash = Digest.sha256.hash(Array(given.dropFirst(7).utf8))
    guard let found = try await operations.store.person(tokenHash: hash) else {
      throw Problem(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        ("this token is not known: ask for a new one", "没有此令牌，请申请新的"))
    }
    return Caller(person: found.person, via: "token \(found.token)", isAdministrator: false)
  }

  private func caller(_ user: UInt32, _ request: Request, _ reference: String?) async throws -> Caller {
    guard hasTrustworthyPeers else {
      throw Problem(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        (
          "the daemon runs in a user namespace, where users of the socket cannot be told apart: use a token",
          "服务运行在用户命名空间中，无法区分套接字的用户：请用令牌"
        ))
    }
    let isAdministrator = user == 0 || user == geteuid()
    if let name = request.headers[.lookbackAs] {
      guard isAdministrator else {
        throw Problem(
          403, "administrators-only", ("for administrators", "仅限管理员"),
          ("only an administrator acts for others", "只有管理员可代他人办理"))
      }
      guard try await operations.store.actor(name, on: CivilDate.first) != nil else {
        throw Problem(
          404, "unknown-person", ("unknown person", "没有此人"),
          ("there is no person \(name): see `lookback person list`", "没有人员 \(name)，请用 `lookback person list` 查看"))
      }
      return Caller(person: name, via: "peer \(user) as \(name)", isAdministrator: true)
    }
    let answer = try await operations.lookups.value(for: Lookup(user: Int64(user), reference: reference))
    let person = answer?.person
    if person == nil && !isAdministrator {
      throw Problem(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        (
          "user \(user) of this machine is nobody here: an administrator adds you with "
            + "`lookback person add CODE --name NAME --uid \(user)`",
          "本机用户 \(user) 尚未登记：请管理员用 `lookback person add 代码 --name 姓名 --uid \(user)` 登记"
        ))
    }
    var caller = Caller(person: person, via: "peer \(user)", isAdministrator: isAdministrator)
    if let reference, let answer { caller.found = (reference, answer.cases) }
    return caller
  }
}

extension HTTPField.Name {
  static let lookbackAs = HTTPField.Name("Lookback-As").unsafelyUnwrapped
  static let idempotencyKey = HTTPField.Name("Idempotency-Key").unsafelyUnwrapped
}
