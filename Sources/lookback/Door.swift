import LookbackCore

/// Where the daemon is reached. What was typed takes precedence over the environment, and in each the socket over the
/// office.
enum Door {
  case socket(String)
  case url(String)

  /// Finds the place. The office must be a valid name, which `ClientOptions.validate` checks.
  init(socket: String?, office: String?, environment: [String: String]) {
    func place(of office: String?) -> String? { office.flatMap { OfficeName($0) }?.socket }
    if let path = socket ?? place(of: office) {
      self = .socket(path)
    } else if let url = environment["LOOKBACK_URL"] {
      self = .url(url)
    } else {
      let path = environment["LOOKBACK_SOCKET"] ?? place(of: environment["LOOKBACK_OFFICE"])
      self = .socket(path ?? OfficeName.main.socket)
    }
  }
}
