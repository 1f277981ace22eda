import LookbackJSON

/// Problems with a request that are found before anything is done for it.
extension Problem {
  static func malformed(_ english: String, _ chinese: String) -> Problem {
    Problem(400, "malformed", ("malformed request", "请求有误"), (english, chinese))
  }

  // MARK: - The address

  static func unknownAddress(_ asked: String) -> Problem {
    Problem(
      404, "unknown-address", ("an unknown address", "没有此地址"),
      ("nothing answers `\(asked)`: the addresses begin with /v1/", "没有“\(asked)”：地址以 /v1/ 开头"))
  }

  static func noParameter(_ name: String) -> Problem {
    malformed("the address names no \(name)", "地址中没有 \(name)")
  }

  static let brokenEscape = malformed(
    "the address has a `%` without two hexadecimal digits after it", "地址中 `%` 之后不是两位十六进制数字")

  static let addressNotUTF8 = malformed("the address is not UTF-8", "地址不是 UTF-8")

  static let nulInAddress = malformed("an address cannot contain NUL", "地址不能含 NUL")

  static func givenTwice(_ name: String) -> Problem {
    malformed("`\(name)` is given twice", "“\(name)”重复给出")
  }

  /// `after` names no place in the list that is asked for.
  static func noPlace(_ text: String) -> Problem {
    malformed(
      "`after` is no place in this list: \(text); give what the page before named as `next`, with the same filters",
      "`after` 不是此列表中的位置：\(text)；请填前一页 `next` 所示，筛选条件不变")
  }

  // MARK: - The body

  static func tooLarge(limit: Int) -> Problem {
    Problem(
      413, "too-large", ("too large", "请求过大"),
      ("the body of this request has at most \(limit) bytes", "此请求的正文至多 \(limit) 字节"))
  }

  static func notJSON(_ error: MalformedJSON) -> Problem {
    malformed(
      "the body is not JSON: \(error.reason), at byte \(error.offset)",
      "正文不是 JSON（第 \(error.offset) 字节）：\(error.reason)")
  }

  /// - Parameter place: as a JSON pointer.
  static func obeyedCharacter(_ place: String) -> Problem {
    malformed(
      "`\(place.dropFirst())` has a control character, a line break or a mark that turns the direction of writing in it: "
        + "leave it out",
      "“\(place.dropFirst())”含控制字符、换行或改变书写方向的符号，请去掉")
  }

  static func noText(_ name: String) -> Problem {
    malformed("`\(name)` is a text and is needed", "须给出“\(name)”：文本")
  }

  static func noNumber(_ name: String) -> Problem {
    malformed("`\(name)` is a whole number and is needed", "须给出“\(name)”：整数")
  }

  static func noCaseNumber(_ name: String) -> Problem {
    malformed("`\(name)` is the number of a case", "“\(name)”应为件的编号")
  }

  static func noField(_ name: String) -> Problem {
    malformed(
      "`\(name)` is a text, number, true, false, null or a list of these", "“\(name)”应为文本、数字、true、false、null 或其列表")
  }

  /// - Parameter header: `If-Match` or `If-None-Match`.
  static func noETag(_ header: String) -> Problem {
    malformed(
      "\(header) is `*`, or ETags in quotes with commas between them", "\(header) 应为 `*`，或以英文逗号分隔、带引号的 ETag")
  }

  static let expectedTwice = malformed(
    "give `expected` or If-Match, not both", "`expected` 与 If-Match 只可择一")

  /// - Parameter header: a header by which something is asked that the address does not do.
  static func headerNotTaken(_ header: String) -> Problem {
    Problem(
      400, "header-not-taken", ("a header that is not taken here", "此处不接受该请求头"),
      (
        "this address takes no \(header): nothing was done, leave it out",
        "此地址不接受 \(header)：未作任何办理，请去掉该请求头"
      ))
  }
}
