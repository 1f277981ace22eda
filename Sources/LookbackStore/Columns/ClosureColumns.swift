import LookbackCore
import LookbackPostgres
import LookbackTime

extension [(closure: CaseClosure, owner: CaseID)] {
  /// The parameters of `insert_closings`.
  var columns: Parameters {
    [
      "case_id": .int8s(map(\.owner.value)),
      "seq": .int8s(map(\.closure.sequence)),
      "round": .int4s(map { Int32(clamping: $0.closure.end.round) }),
      "workflow": .texts(map(\.closure.workflow)),
      "state": .texts(map(\.closure.state)),
      "opened_on": .dates(map(\.closure.opened.days)),
      "closed_on": .dates(map(\.closure.closed.days)),
      "due": .nullableDates(map { $0.closure.end.due?.days }),
      "on_time": .nullableBools(map(\.closure.end.isOnTime)),
      "data": .jsonbs(map { JSONText.object($0.closure.data) }),
      "original_due": .nullableDates(map { $0.closure.end.originalDue?.days }),
      "on_time_first": .nullableBools(map(\.closure.end.wasOnTimeAtFirst)),
      "outcome": .texts(map(\.closure.end.outcome)),
      "answered": .nullableBools(map(\.closure.end.isAnswer)),
      "class": .texts(map(\.closure.end.class)),
    ]
  }
}
