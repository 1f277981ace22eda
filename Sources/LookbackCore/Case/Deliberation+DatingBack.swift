import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Refuses a business date before the day of the recording, unless the definition lets the actor date back so far.
  /// - Parameter stood: the case in which roles are looked up. For an opening it is a preview.
  func requireDatingBack(
    _ name: String, _ rule: DatingBack, in stood: Case, on track: Track, _ workflow: Workflow, _ date: CivilDate
  ) throws(Rejection) {
    let today = context.library.date(at: context.moment, in: workflow)
    guard command.on != nil, date < today else { return }
    guard case .allowed(let roles, let atMost, let needsReason) = rule else {
      throw .mayNotDateBack(event: name, who: [])
    }
    let who = roles.flatMap { stood.addresses(ofRole: $0, from: track, in: workflow) }
    guard who.capacity(of: command.actor) != nil else {
      throw .mayNotDateBack(event: name, who: who.isEmpty ? roles : who.distinct.map(\.description))
    }
    let earliest = try earliest(atMost, before: today, in: workflow)
    guard date >= earliest else { throw .tooFarBack(date, earliest: earliest) }
    guard !needsReason || command.hasReason else { throw .missing(fields: [AvailableAction.reason]) }
  }

  private func earliest(
    _ span: Span, before today: CivilDate, in workflow: Workflow
  ) throws(Rejection) -> CivilDate {
    guard let calendar = context.library.calendar(nil, of: workflow) else { return today }
    do throws(DateError) { return try calendar.date(span, before: today) } catch { throw .date(error) }
  }
}

extension AvailableAction {
  var datingBack: DatingBack {
    guard case .event(let event) = kind else { return workflow.back }
    return workflow.datingBack(event)
  }
}

extension Command {
  /// Whether the command has a reason that is not blank.
  fileprivate var hasReason: Bool {
    guard case .string(let text)? = request.data[AvailableAction.reason] else { return false }
    return !text.isBlank
  }
}
