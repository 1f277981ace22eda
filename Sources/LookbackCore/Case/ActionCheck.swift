import LookbackCEL

/// One event that could be asked of a case now, and whether this actor may.
package struct ActionCheck: Sendable {
  package var event: String
  package var title: Label
  package var track: TrackID
  /// Inputs that are still missing.
  package var needs: [String]
  package var takes: [String]
  /// Why not; nil if the event would be accepted once its inputs are given.
  package var rejection: Rejection?
  /// Posts and persons who may.
  package var who: [String]
}

extension Case {
  /// The permission table of this case for one actor: every event offered now, in the order of tracks and states, then
  /// those that other states offer.
  package func possibilities(for actor: Actor, in context: DecisionContext) -> [ActionCheck] {
    let offered = offers(in: context.library)
    return offered.filter(\.isForPersons).map { possibility(of: $0, for: actor, context) }
      + tracks.flatMap { outOfReach(on: $0, offered, context.library) }
  }

  /// What the workflow of a track knows and the state of the track does not offer; nothing of tracks that are over.
  private func outOfReach(on track: Track, _ offered: [AvailableAction], _ library: Library) -> [ActionCheck] {
    guard let workflow = library.workflow(track.workflow), !track.isEnded || canReopen(track) else { return [] }
    let present = offered.filter { $0.track.id == track.id && $0.isForPersons }.map(\.name)
    return workflow.personEvents.filter { !present.contains($0.name) }.map { event in
      ActionCheck(
        event: event.name, title: event.title, track: track.id, needs: [], takes: [],
        rejection: .notInThisState(event: event.name, state: track.state, possible: present), who: [])
    }
  }

  private func possibility(of offer: AvailableAction, for actor: Actor, _ context: DecisionContext) -> ActionCheck {
    let missing = offer.needs.filter { offer.workflow.field($0) == nil || offer.track.data[$0] == nil }
    let who = offer.addresses(in: self).distinct.map(\.description)
    return ActionCheck(
      event: offer.name, title: offer.title, track: offer.track.id, needs: missing, takes: offer.takes,
      rejection: rejection(of: offer, for: actor, missing, context), who: who)
  }

  /// A trial of the event; what only waits for inputs is not a refusal.
  private func rejection(
    of offer: AvailableAction, for actor: Actor, _ missing: [String], _ context: DecisionContext
  ) -> Rejection? {
    let data = Dictionary(
      uniqueKeysWithValues: missing.filter { $0 == AvailableAction.reason }.map { ($0, Value.string("…")) })
    let command = Command(
      id: CommandID("possibility"), target: id,
      request: .fire(event: offer.name, track: offer.track.id, data: data), actor: actor, via: "possibility")
    do {
      _ = try decide(command, on: self, in: context)
      return nil
    } catch .missing {
      return nil
    } catch {
      return error
    }
  }
}
