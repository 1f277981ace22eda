import LookbackCore
import LookbackPostgres
import LookbackTime

extension [DueTimer] {
  /// As `delete_timers` takes them.
  var columns: [Parameter] {
    [
      .int2s(map(\.lane)), .int8s(map(\.due.microseconds)), .int8s(map(\.target.value)), .texts(map(\.key)),
      .int4s(map(\.tenant.value)),
    ]
  }
}

extension [BusinessKey] {
  /// As `read_keys` takes them.
  var columns: [Parameter] {
    [.int4s(map(\.tenant.value)), .texts(map(\.workflow)), .texts(map(\.field)), .texts(map(\.value))]
  }
}
