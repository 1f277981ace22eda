package import LookbackCEL
package import LookbackTime

/// One running machine inside a case.
package struct Track: Sendable, Hashable {
  private struct Parts: Sendable, Hashable {
    var id: TrackID
    var parent: TrackID?
    var group: String
    var workflow: WorkflowReference
    var unit: String?
    var state: String
    var entered: Stamp
    var opened: Int64
    var round: Int64
    var isRemoved: Bool
    var isEnded: Bool
    var calendar: CalendarEdition?
    var data: [String: Value]
    var written: NameMap<Int64>
    var clocks: NameMap<ClockState>
    var approval: ApprovalState?
    var marks: NameMap<EventMark>
    var fired: Set<String>
    var blocked: NameMap<Blockage>
    var mending: MendProposal?
  }

  private var parts: Shared<Parts>

  package var id: TrackID {
    _read { yield parts.value.id }
    _modify { yield &parts.value.id }
  }
  package var parent: TrackID? {
    _read { yield parts.value.parent }
    _modify { yield &parts.value.parent }
  }
  /// The name of the rule that opened it (`main`); empty for the root.
  package var group: String {
    _read { yield parts.value.group }
    _modify { yield &parts.value.group }
  }
  package var workflow: WorkflowReference {
    _read { yield parts.value.workflow }
    _modify { yield &parts.value.workflow }
  }
  /// The element it was opened for; nil for the root.
  package var unit: String? {
    _read { yield parts.value.unit }
    _modify { yield &parts.value.unit }
  }
  package var state: String {
    _read { yield parts.value.state }
    _modify { yield &parts.value.state }
  }
  package var entered: Stamp {
    _read { yield parts.value.entered }
    _modify { yield &parts.value.entered }
  }
  /// The number of the event that opened it.
  package var opened: Int64 {
    _read { yield parts.value.opened }
    _modify { yield &parts.value.opened }
  }
  /// The number of the event by which its parent entered the state that runs it; the same for all of one round.
  package var round: Int64 {
    _read { yield parts.value.round }
    _modify { yield &parts.value.round }
  }
  /// Whether its element was taken out of the list from which it was opened, so that no join waits for it any more.
  package var isRemoved: Bool {
    _read { yield parts.value.isRemoved }
    _modify { yield &parts.value.isRemoved }
  }
  /// Whether it has ended, with its parent's state or in a final state. Then only an event that reopens it can be fired.
  package var isEnded: Bool {
    _read { yield parts.value.isEnded }
    _modify { yield &parts.value.isEnded }
  }
  /// The edition of the calendar with which its waits are counted since it last entered a state; nil if none is recorded.
  package var calendar: CalendarEdition? {
    _read { yield parts.value.calendar }
    _modify { yield &parts.value.calendar }
  }
  package var data: [String: Value] {
    _read { yield parts.value.data }
    _modify { yield &parts.value.data }
  }
  /// The number of the event that last wrote each field.
  package var written: NameMap<Int64> {
    _read { yield parts.value.written }
    _modify { yield &parts.value.written }
  }
  package var clocks: NameMap<ClockState> {
    _read { yield parts.value.clocks }
    _modify { yield &parts.value.clocks }
  }
  package var approval: ApprovalState? {
    _read { yield parts.value.approval }
    _modify { yield &parts.value.approval }
  }
  /// How often, when last and by whom each event was fired.
  package var marks: NameMap<EventMark> {
    _read { yield parts.value.marks }
    _modify { yield &parts.value.marks }
  }
  /// Timers that have already fired, by key and due date, so that none fires twice.
  package var fired: Set<String> {
    _read { yield parts.value.fired }
    _modify { yield &parts.value.fired }
  }
  /// The events that timers or the engine cannot fire, each with the reason, by the name of the event.
  package var blocked: NameMap<Blockage> {
    _read { yield parts.value.blocked }
    _modify { yield &parts.value.blocked }
  }
  /// The correction that one administrator has proposed and another must confirm; nil if there is none.
  package var mending: MendProposal? {
    _read { yield parts.value.mending }
    _modify { yield &parts.value.mending }
  }

  package init(
    id: TrackID, parent: TrackID?, group: String, workflow: WorkflowReference, unit: String?, state: String,
    entered: Stamp
  ) {
    parts = Shared(
      Parts(
        id: id, parent: parent, group: group, workflow: workflow, unit: unit, state: state, entered: entered,
        opened: entered.sequence, round: entered.sequence, isRemoved: false, isEnded: false, calendar: nil, data: [:],
        written: NameMap(), clocks: NameMap(), approval: nil, marks: NameMap(), fired: [],
        blocked: NameMap(), mending: nil))
  }
}
