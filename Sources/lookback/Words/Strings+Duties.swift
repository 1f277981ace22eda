extension Strings {
  var duty: String { pick("DUTY", "职责") }
  var givenBy: String { pick("GIVEN BY", "授予人") }

  func name(ofDuty duty: String) -> String {
    switch duty {
    case "system": pick("system", "系统管理")
    case "security": pick("security", "安全管理")
    case "audit": pick("audit", "审计管理")
    default: duty
    }
  }

  func office(_ answer: Answer) -> String {
    let duties =
      answer.truth("duties_apart")
      ? pick("duties are kept apart", "管理职责三员分立") : pick("duties are kept together", "管理职责不分立")
    let end = answer.moment("emergency_until")
    return end.isEmpty ? duties : duties + "\n" + emergency(until: end)
  }

  func emergency(until end: String) -> String {
    pick("there is an emergency until \(end): root may do everything", "应急处置至 \(end)：其间 root 可办理一切")
  }

  var emergencyEnded: String { pick("the emergency is ended", "应急处置已结束") }
}
