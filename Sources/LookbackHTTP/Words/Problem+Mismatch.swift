import LookbackCore
import LookbackJSON
import LookbackTime

extension Problem {
  /// Makes a problem of a body that has not the declared form. It describes the first place in words and lists every
  /// place.
  init(_ mismatches: [JSONMismatch], in language: Language) {
    self.init(mismatches, in: language, isQuery: false)
  }

  /// Makes a problem of parameters that are unknown or have not the declared form.
  init(query mismatches: [JSONMismatch], in language: Language) {
    self.init(mismatches, in: language, isQuery: true)
  }

  private init(_ mismatches: [JSONMismatch], in language: Language, isQuery: Bool) {
    let details = mismatches.map { $0.words(isQuery: isQuery).text(in: language) }
    self.init(400, "malformed", Words("malformed request", "请求有误").text(in: language), details.first ?? "")
    errors = zip(mismatches, details).map { mismatch, detail in
      ProblemPlace(
        isQuery ? .parameter(mismatch.name) : .pointer(mismatch.pointer), code: mismatch.reason.code, detail)
    }
  }
}

extension JSONMismatch.Reason {
  fileprivate var code: String {
    switch self {
    case .unknown: "unknown-key"
    case .missing: "missing-key"
    case .wrong: "wrong-value"
    }
  }
}

/// A text in both languages.
private struct Words {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func text(in language: Language) -> String { language == .chinese ? chinese : english }
}

extension JSONMismatch {
  /// The place without the slash before it.
  fileprivate var name: String { String(pointer.dropFirst()) }

  fileprivate func words(isQuery: Bool) -> Words {
    let place = path.isEmpty ? Words("the body", "正文") : Words("`\(name)`", "“\(name)”")
    switch reason {
    case .unknown(let known):
      let last = path.last.map { $0.text } ?? ""
      let hint = NearestName.suggestion(for: last, among: known).map { ($0, $0) }
      let all =
        known.isEmpty
        ? ("nothing is", "无") : ("known are " + known.joined(separator: ", "), known.joined(separator: "、"))
      return Words(
        "\(place.english) is not known here" + (hint.map { ", did you mean `\($0.0)`?" } ?? "") + "; \(all.0)",
        "此处没有\(place.chinese)" + (hint.map { "，是否为“\($0.1)”？" } ?? "") + "；可用：\(all.1)")
    case .missing(let shape):
      // Words that begin with a number have a space before it; after the colon it is not needed.
      let what = shape.words.chinese.drop { $0 == " " }
      return Words("\(place.english) is needed: \(shape.words.english)", "须给出\(place.chinese)：\(what)")
    case .wrong(let shape, let found):
      let what = found.words(isQuery: isQuery)
      return Words(
        "\(place.english) is \(shape.words.english), not \(what.english)",
        "\(place.chinese)应为\(shape.words.chinese)，实为\(what.chinese)")
    }
  }
}

extension JSONMismatch.Step {
  fileprivate var text: String {
    switch self {
    case .name(let name): name
    case .index(let index): String(index)
    }
  }
}

extension JSONShape {
  fileprivate var words: Words {
    switch self {
    case .truth: Words("true or false", " true 或 false")
    case .whole(let range):
      range.upperBound == .max
        ? Words("a whole number from \(range.lowerBound)", "不小于 \(range.lowerBound) 的整数")
        : Words(
          "a whole number from \(range.lowerBound) to \(range.upperBound)",
          " \(range.lowerBound) 至 \(range.upperBound) 的整数")
    case .text(let range):
      Words(
        "a text of \(range.lowerBound) to \(range.upperBound) characters",
        " \(range.lowerBound) 至 \(range.upperBound) 个字符的文本")
    case .day: Words("a day, YYYY-MM-DD", " YYYY-MM-DD 形式的日期")
    case .moment: Words("a moment, YYYY-MM-DDThh:mm:ssZ", " YYYY-MM-DDThh:mm:ssZ 形式的时刻")
    case .choice(let texts):
      Words("one of " + texts.joined(separator: ", "), " \(texts.joined(separator: "、")) 之一")
    case .null: Words("null", " null")
    case .any: Words("any value", "任意值")
    case .named: Words("an object", "对象")
    case .either(let first, let second):
      Words("\(first.words.english), or \(second.words.english)", "\(first.words.chinese)或\(second.words.chinese)")
    case .list(_, let count):
      Words(
        "a list of \(count.lowerBound) to \(count.upperBound) entries",
        " \(count.lowerBound) 至 \(count.upperBound) 项的列表")
    case .object(let keys):
      keys.isEmpty
        ? Words("an object without keys", "没有键的对象")
        : Words(
          "an object with \(keys.map(\.name).joined(separator: ", "))",
          "含 \(keys.map(\.name).joined(separator: "、")) 的对象")
    case .data:
      Words(
        "an object of fields with texts, numbers, true, false, null, or lists of these",
        "字段的对象，其值为文本、数字、true、false、null 或其列表")
    }
  }
}

extension JSON {
  /// Describes what was sent, in one line. A value of a query has no quotes, so they are not shown.
  fileprivate func words(isQuery: Bool) -> Words {
    switch self {
    case .null: return Words("null: leave the key out instead", " null（请勿填此键）")
    case .bool(let truth): return Words("\(truth)", " \(truth)")
    case .int, .double: return Words("the number \(self)", "数字 \(self)")
    case .string(let text):
      let count = text.unicodeScalars.count
      guard count <= 60 else { return Words("a text of \(count) characters", " \(count) 个字符的文本") }
      guard count > 0 else { return Words("an empty text", "空文本") }
      return isQuery ? Words("`\(text)`", "“\(text)”") : Words("the text \(self)", "文本 \(self)")
    case .array(let items): return Words("a list of \(items.count)", " \(items.count) 项的列表")
    case .object: return Words("an object", "对象")
    }
  }
}
