import LookbackCore
import LookbackPostgres
import LookbackTime

extension [(closure: CaseClosure, owner: CaseID)] {
  /// The parameters of `insert_closings`.
  var columns: [Parameter] {
    [
      .int8s(map(\.owner.value)), .int8s(map(\.closure.sequence)),
      .int4s(map { Int32(clamping: $0.closure.end.round) }),
      .texts(map(\.closure.workflow)), .texts(map(\.closure.state)), .dates(map(\.closure.opened.days)),
      .dates(map(\.closure.closed.days)), .nullableDates(map { $0.closure.end.due?.days }),
      .nullableBools(map(\.closure.end.isOnTime)), .jsonbs(map { JSONText.object($0.closure.data) }),
      .nullableDates(map { $0.closure.end.originalDue?.days }), .nullableBools(map(\.closure.end.wasOnTimeAtFirst)),
      .texts(map(\.closure.end.outcome)), .nullableBools(map(\.closure.end.isAnswer)),
      .texts(map(\.closure.end.class)),
    ]
  }
}
