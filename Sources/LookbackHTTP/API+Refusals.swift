import HTTPTypes
import Hummingbird
import Logging
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime
import NIOCore

extension API {
  /// Records in the chain of the office that somebody was not let in, or asked for what is for administrators, as far as
  /// the book of refusals admits it. Whether that succeeds makes no difference to the answer.
  func noteRefusal(_ answer: Answer, _ request: Request, _ context: CallContext, _ shape: RouteShape) async {
    await noteRefusal(answer, Call(api: self, request: request, context: context, language: .english, shape: shape))
  }

  func noteRefusal(_ answer: Answer, _ call: Call) async {
    guard let kind = answer.refusal, operations.engine.refusal == nil else { return }
    let (shape, context) = (call.shape, call.context)
    let origin = await origin(of: context.channel)
    guard let (refused, unrecorded) = refusals.admit(RefusalBook.Refused(kind: kind, sender: origin)) else { return }
    let caller = try? await call.caller()
    let initiator = caller?.initiator ?? Initiator(person: nil, via: origin)
    var facts = [AdministrativeAct.Fact("code", to: answer.code)]
    if let caller, caller.via != origin { facts.append(.init("from", to: origin)) }
    if unrecorded > 0 { facts.append(.init("unrecorded", to: String(unrecorded))) }
    let act = AdministrativeAct(kind, "\(shape.method.rawValue) /v1/\(shape.path)", facts)
    do { try await operations.store.record(act, by: initiator) } catch {
      refusals.giveBack(refused, unrecorded: unrecorded)
      context.logger.warning("a refusal could not be recorded", metadata: ["reason": "\(error)"])
    }
  }

  /// The user at the other end of the connection, or the address.
  func origin(of channel: any Channel) async -> String {
    if let user = try? await peers.user(of: channel) { return "peer \(user)" }
    return Peer(channel.remoteAddress).name
  }
}

extension Answer {
  fileprivate var code: String? { json["code"]?.text }

  /// What kind of refusal the answer is that the office records; nil if it is none.
  fileprivate var refusal: AdministrativeAct.Kind? {
    if status == 401 { return .signInRefused }
    return status == 403 && code == Problem.administratorsOnly.code ? .administrationRefused : nil
  }
}
