import LookbackTime

/// The sentences of the document that belong to no single address.
struct DocumentWords {
  let language: Language

  private func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  var about: String {
    pick(
      "The interface of lookbackd: cases, their events and deadlines, lists, definitions and people. "
        + "Within v1 keys and addresses are added, never taken away or changed in meaning. "
        + "What was not done is told as RFC 9457 puts it; `code` stays the same between releases.",
      "lookbackd 的接口：件、事项与期限、清单、定义与人员。v1 之内只增加键与地址，不删除，也不改变含义。"
        + "未办的请求按 RFC 9457 答复，其 `code` 在各版本间不变。")
  }

  var server: String {
    pick("The daemon, on its Unix socket or over TCP.", "服务，经 Unix 套接字或 TCP。")
  }

  var administrators: String {
    pick("For administrators: root and the daemon's own user, on its socket.", "仅限管理员：root 与服务自身的用户，在其套接字上。")
  }

  var token: String {
    pick(
      "A token that an administrator made. On the Unix socket none is needed: the caller is the user of the machine.",
      "由管理员签发的令牌。在 Unix 套接字上不需要：调用者即本机用户。")
  }

  var done: String { pick("Done.", "已办。") }

  var lines: String {
    pick("One JSON value of this form in each line, sent when it is known.", "每行一个此格式的 JSON，逐行送出。")
  }

  func bodyLimit(_ bytes: Int) -> String { pick("At most \(bytes) bytes.", "至多 \(bytes) 字节。") }

  func part(_ name: String) -> String? {
    switch name {
    case "ref": pick("The number of a case, or its business number.", "件的编号或业务编号。")
    case "number": pick("The number of it.", "编号。")
    case "clock": pick("The name of a clock, or its title.", "期限名或其标题。")
    case "name": pick("The name of a workflow.", "流程名。")
    case "code": pick("A code of the catalogue.", "目录中的代码。")
    default: nil
    }
  }

  var acceptLanguage: String {
    pick("`en` or `zh`: the language of texts for people.", "`en` 或 `zh`：文字的语言。")
  }

  var lookbackAs: String {
    pick(
      "The person for whom an administrator acts on the socket; history names both.",
      "管理员在套接字上代为办理的人员；记录中两者皆载。")
  }

  var idempotencyKey: String {
    pick(
      "A name of the act that the client makes up. The same request under the same name is done once.",
      "客户端自定的办理名。同名的同一请求只办一次。")
  }

  var prefer: String {
    pick(
      "With `respond-async` it is answered at once with 202, and goes on as an operation.",
      "写 `respond-async` 则即刻答复 202，转为后台办理。")
  }

  var begun: String {
    pick("Begun, as `Prefer: respond-async` asks.", "已按 `Prefer: respond-async` 转为后台办理。")
  }

  var ifMatch: String {
    pick(
      "The `ETag` of the case for which the act is meant, several of them, or `*`; 412 if it has moved on.",
      "办理所依据的 `ETag`；该件已有变化则为 412。")
  }

  var ifNoneMatch: String {
    pick("`ETag`s that the reader has already; 304 without a body if nothing changed.", "读者已有的 `ETag`；未变则答复 304，无正文。")
  }

  var link: String { pick("The address of the next page, for lines and CSV.", "下一页的地址，用于逐行与 CSV。") }

  var location: String { pick("The address of what was made.", "所立之件的地址。") }

  var unchanged: String { pick("Nothing changed.", "未变。") }

  var requestID: String { pick("The number that the log has for the request.", "请求在日志中的编号。") }

  var eTag: String {
    pick("The name of this answer; for a case it begins with its sequence.", "此答复的版本标识；件的标识以其记录序号开头。")
  }

  var fieldValue: String { pick("A value of a field. Dates and codes are texts.", "字段的值。日期与代码为文本。") }
}
