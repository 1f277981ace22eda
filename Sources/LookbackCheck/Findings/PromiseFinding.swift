/// What was found about a promise; each case has its text first.
enum PromiseFinding: CheckFinding {
  /// The text does not fit the grammar of promises.
  case unreadable(String)
  case unknownName(String, name: String)
  case broken(String)
  case untimed(String, state: String)
  case tooLong(String, TimedWalk.Limit)

  var code: CheckCode {
    switch self {
    case .unreadable, .unknownName: .badPromise
    case .broken, .untimed, .tooLong: .promiseRefuted
    }
  }
}
