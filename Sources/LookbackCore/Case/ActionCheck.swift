import LookbackCEL

/// An event that can be asked of a case now, with the answer whether this actor may fire it.
package struct ActionCheck: Sendable {
  package var event: String
  package var title: Label
  package var track: TrackID
  /// The inputs that are still missing.
  package var needs: [String]
  package var takes: [String]
  /// Why the event would be refused; nil if it would be accepted once its inputs are given.
  package var rejection: Rejection?
  /// The posts and persons who may fire it.
  package var who: [String]
}

extension Case {
  /// Returns the permission table of this case for one actor: every event that is offered now, in the order of tracks
  /// and states, and then the events that only other states offer.
  package func possibilities(for actor: Actor, in context: DecisionContext) -> [ActionCheck] {
    let offered = offers(in: context.library)
    return offered.filter(\.isForPersons).map { possibility(of: $0, for: actor, context) }
      + tracks.flatMap { outOfReach(on: $0, offered, context.library) }
  }

  /// The events that the workflow of a track has and its present state does not offer; empty for tracks that have
  /// ended.
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

  /// Tries the event. A refusal only because inputs are missing does not count.
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
