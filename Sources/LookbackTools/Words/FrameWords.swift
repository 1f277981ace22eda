import LookbackTime

/// The words in a diagram that do not come from the definition.
struct FrameWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  var colon: String { pick(": ", "：") }
  var comma: String { pick(", ", "、") }
  var and: String { pick(" and ", "、") }
  func aside(_ text: String) -> String { pick(" (\(text))", "（\(text)）") }

  var anyState: String { pick("any state", "任一状态") }
  var waitsWithoutLimit: String { pick("waits without limit", "等候无时限") }
  func forEach(_ field: String) -> String { pick("for each of: \(field)", "逐个\(field)") }
  var notWaitedFor: String { pick("not waited for", "不等候") }

  func condition(_ source: String) -> String { pick(" if \(source)", "，若 \(source)") }
  func reminded(after span: String) -> String { pick("reminded after \(span)", "催办：\(span)") }
  func barred(_ event: String) -> String { pick("not whoever did “\(event)”", "办理“\(event)”者回避") }
  func all(of roles: String) -> String { pick("all of \(roles)", "全部\(roles)") }
  func some(_ count: Int, of roles: String) -> String { pick("\(count) of \(roles)", "\(roles)中\(count)人") }

  var clocks: String { pick("Clocks", "时限") }
  func onDate(_ field: String) -> String { pick("on the date \(field)", field) }
  func fromEntering(_ state: String) -> String { pick(" from entering “\(state)”", "，自进入“\(state)”") }
  func fromEvent(_ event: String) -> String { pick(" from “\(event)”", "，自“\(event)”") }

  var refuse: String { pick("refuse", "退回") }
  func after(_ span: String) -> String { pick("after \(span)", "满\(span)") }
  var signal: String { pick("signal", "信号") }
  var drawsNumber: String { pick("draws a number", "编号") }
}
