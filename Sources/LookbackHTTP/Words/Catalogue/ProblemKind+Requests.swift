/// Requests that are not what the API takes, and callers that it does not know.
extension ProblemKind {
  static let requests = [
    ProblemKind(
      "malformed", 400,
      (
        "The address, a header or the body is not of the declared form: an unknown or missing key, a wrong type, a value out of its bounds.",
        "地址、请求头或正文不合所声明的格式：键未知或缺失、类型不符、数值超出范围。"
      ), ("Mend what `errors` and `detail` name. Nothing was done.", "按 `errors` 与 `detail` 所列改正。未作任何办理。")),
    ProblemKind(
      "unknown-address", 404, ("The API has no such address.", "接口没有此地址。"),
      (
        "Compare the path with `GET /v1` or with the reference; a doubled or trailing slash makes another address.",
        "请对照 `GET /v1` 或参考页；多写的斜杠会成为另一个地址。"
      )),
    ProblemKind(
      "other-method", 405, ("The address is known and does not take this method.", "有此地址，但不接受此方法。"),
      ("Use one of those in the header `Allow`.", "请用答复头 `Allow` 所列的方法。")),
    ProblemKind(
      "not-accepted", 406, ("`Accept` leaves out the type of content that is answered.", "`Accept` 未包括所答复的内容类型。"),
      (
        "Leave `Accept` out, or add `application/json`; lists are also `text/csv` and `application/x-ndjson`.",
        "不写 `Accept`，或加上 `application/json`；清单另有 `text/csv` 与 `application/x-ndjson`。"
      )),
    ProblemKind(
      "too-slow", 408, ("The headers or the body did not come in time.", "请求头或正文未在限定时间内发完。"),
      ("Send the request again without pauses; the limits name the times.", "请不间断地重发；时限见限额页。")),
    ProblemKind(
      "too-large", 413, ("The body has more bytes than this address takes.", "正文字节数超过此地址的上限。"),
      ("Divide the request. `detail` names the bound.", "请分次发送。上限见 `detail`。")),
    ProblemKind(
      "other-content", 415, ("The body is not said to be JSON.", "正文未标明为 JSON。"),
      ("Send `Content-Type: application/json`.", "请发送 `Content-Type: application/json`。")),
    ProblemKind(
      "unknown-expectation", 417, ("`Expect` asks for something that the daemon does not do.", "`Expect` 所求服务不能满足。"),
      ("Leave `Expect` out, or send `100-continue`.", "不写 `Expect`，或写 `100-continue`。")),
    ProblemKind(
      "head-too-large", 431,
      ("The address and the headers are too long, or there are too many headers.", "地址与请求头过长，或请求头过多。"),
      ("Send less: what is long belongs into the body.", "请减少：较长的内容应放入正文。")),
    ProblemKind(
      "unknown-version", 505, ("The request is not HTTP/1.1 or HTTP/1.0.", "请求不是 HTTP/1.1 或 HTTP/1.0。"),
      ("Use HTTP/1.1.", "请用 HTTP/1.1。")),
    ProblemKind(
      "too-many-requests", 429,
      (
        "The caller sends more requests a second, or has more of them underway, than the limits allow.",
        "调用者每秒请求数或同时在办的请求数超过限额。"
      ),
      (
        "Wait as long as `Retry-After` says; put many commands into one request to `/v1/commands`.",
        "请按 `Retry-After` 等待；多项办理可合为一次 `/v1/commands` 请求。"
      )),
    ProblemKind(
      "steps-spent", 422,
      (
        "Conditions and guards took all the steps that one request may take.",
        "条件与判断已用尽一次请求可用的步数。"
      ),
      (
        "A sweep goes on with `after`; otherwise pick fewer cases, or ask a simpler condition.",
        "批量办理可以 `after` 继续；否则请缩小范围或简化条件。"
      )),
    ProblemKind(
      "search-too-long", 503,
      ("The database stopped a search that took longer than a few seconds.", "查询超过数秒，数据库已中止。"),
      ("Narrow the search, by a workflow and a state, and try again.", "请缩小范围（指明流程与状态）后重试。")),
    ProblemKind(
      "unfit-command-id", 400,
      (
        "An `Idempotency-Key`, or the id of a command, is empty, too long or cannot be printed.",
        "幂等键或命令编号为空、过长或含有不可显示的字符。"
      ),
      ("Use 1 to 128 characters that can be printed, such as a UUID.", "请用 1 至 128 个可显示字符，例如 UUID。")),
    ProblemKind(
      "command-id-reused", 422, ("The same key came before with another request.", "同一幂等键此前用于另一请求。"),
      ("Use a new key for a new act; repeat an old one as it was.", "新的办理用新键；重发旧请求须内容不变。")),
    ProblemKind(
      "header-not-taken", 400,
      (
        "`Idempotency-Key` or `If-Match` is sent to an address that does not look at it.",
        "向不处理该请求头的地址发送了 `Idempotency-Key` 或 `If-Match`。"
      ),
      ("Leave it out. The reference says which address takes which.", "请去掉。各地址接受与否见参考页。")),
    ProblemKind(
      "malformed-csv", 422, ("The text that is to be imported is not CSV.", "所导入的文本不是 CSV。"),
      ("Save it with commas between the columns and a first line of names.", "请存为以英文逗号分列、首行为列名的文件。")),
    ProblemKind(
      "unknown-problem", 404, ("The catalogue has no such code.", "目录中没有此代码。"),
      ("`GET /v1/problems` lists all codes.", "全部代码见 `GET /v1/problems`。")),
  ]

  static let callers = [
    ProblemKind(
      "retired", 401, ("The person is not active today.", "此人今日不在任用期内。"),
      ("Ask an administrator.", "请询问管理员。")),
    ProblemKind(
      "unknown-caller", 401,
      ("Nobody is known by this token, or by this user of the machine.", "没有以此令牌或此本机用户登记的人员。"),
      (
        "Send a token that is valid, or ask an administrator to add you.",
        "请附有效令牌，或请管理员登记。"
      )),
    ProblemKind(
      "administrators-only", 403,
      (
        "Only an administrator may do this: root or the daemon's own user, on its socket.",
        "仅限管理员：root 或服务自身的用户，在其套接字上。"
      ),
      ("Ask an administrator.", "请管理员办理。")),
    ProblemKind(
      "no-person", 403,
      ("An administrator who is not a person asked for something that only a person does.", "管理员并非人员，而此项只有人员可办。"),
      ("Name the person with the header `Lookback-As`.", "请用请求头 `Lookback-As` 指明人员。")),
    ProblemKind(
      "unknown-person", 404, ("`Lookback-As` names nobody.", "`Lookback-As` 所指人员不存在。"),
      ("`GET /v1/persons` lists the codes.", "代码见 `GET /v1/persons`。")),
  ]

  /// Codes of places under `errors`; those of definitions are explained on the page of the checker.
  static let places = [
    ProblemKind(
      "unknown-key", nil, ("No such key is known at this place.", "此处没有此键。"),
      ("`detail` names the known ones, and the one that was probably meant.", "`detail` 列出可用的键及可能所指的键。")),
    ProblemKind(
      "missing-key", nil, ("A key that is needed is not there.", "缺少必需的键。"), ("Add it.", "请补上。")),
    ProblemKind(
      "wrong-value", nil, ("The value is of another type, or out of its bounds.", "值的类型不符或超出范围。"),
      ("`detail` says what it should be.", "应为何值见 `detail`。")),
    ProblemKind(
      "duplicate-column", nil, ("A column of the file stands twice.", "文件中的列重复。"), ("Take one out.", "请删去其一。")),
    ProblemKind(
      "cell-count", nil, ("A line has more or fewer cells than there are columns.", "该行的格数与列数不符。"),
      ("Quote cells that have commas.", "含逗号的格请加引号。")),
  ]
}
