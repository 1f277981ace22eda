import LookbackCore
import LookbackTime

/// Problems with what a caller asks of the office: its people, registers, calendars, definitions and clock.
extension Problem {
  // MARK: - People

  static func unknownPost(_ post: Post, of person: String) -> Problem {
    Problem(
      404, "unknown-post", ("not held", "未任此职"),
      (
        "\(person) does not hold \(post): see `lookback post list`",
        "\(person) 未任 \(post)，请用 `lookback post list` 查看"
      ))
  }

  static func unknownToken(_ text: String) -> Problem {
    Problem(
      404, "unknown-token", ("unknown token", "没有此令牌"),
      ("there is no token \(text): see `lookback token list`", "没有令牌 \(text)，请用 `lookback token list` 查看"))
  }

  static let noDaysOfSubstitute = malformed(
    "`from` and `until` are the first and the last day", "“from”“until”为首日与末日")

  static let halfAPost = malformed(
    "`post` and `unit` belong together: give both, or neither for all posts", "“post”与“unit”须一并给出，或都不给（代理全部职务）")

  static let noSubstituteNumber = malformed(
    "a substitution is named by its number: see `lookback substitute list`", "代理须用其号指明，请用 `lookback substitute list` 查看"
  )

  static func unknownSubstitute(_ number: Int64) -> Problem {
    Problem(
      404, "unknown-substitute", ("no such substitution", "没有此代理"),
      (
        "there is no substitution \(number): see `lookback substitute list`",
        "没有第 \(number) 号代理，请用 `lookback substitute list` 查看"
      ))
  }

  static func substituteEnded(_ number: Int64) -> Problem {
    Problem(
      409, "substitute-ended", ("ended already", "已经结束"),
      ("substitution \(number) has ended already", "第 \(number) 号代理已经结束"))
  }

  // MARK: - Registers, calendars and definitions

  static func registerIsPast(_ register: String, _ next: Int64) -> Problem {
    Problem(
      409, "register-is-past", ("number issued already", "此号已发出"),
      (
        "the register \(register) is already past \(next): numbers never go back",
        "\(register) 已编过第 \(next) 号：编号不能倒退"
      ))
  }

  static let noRedatingNumber = malformed("a re-dating is called by its number", "重算须用其次数指明")

  static func unknownRedating(_ number: Int64) -> Problem {
    Problem(
      404, "unknown-redating", ("no such re-dating", "没有此次重算"),
      (
        "there is no re-dating \(number): see `lookback calendar redatings`",
        "没有第 \(number) 次重算，请用 `lookback calendar redatings` 查看"
      ))
  }

  static func unknownOperation(_ text: String) -> Problem {
    Problem(
      404, "unknown-operation", ("no such operation", "没有此项后台办理"),
      (
        "there is no operation \(text) of yours: see `GET /v1/operations`",
        "你没有第 \(text) 号后台办理，请用 `GET /v1/operations` 查看"
      ))
  }

  static func operationEnded(_ number: Int64) -> Problem {
    Problem(
      409, "operation-ended", ("it has ended", "已结束"),
      ("operation \(number) has ended, and is not cancelled any more", "第 \(number) 号后台办理已结束，不能再取消"))
  }

  static func unknownMigration(_ number: Int64) -> Problem {
    Problem(
      404, "unknown-migration", ("no such migration", "没有此次迁移"),
      (
        "there is no migration \(number): see `lookback workflow migrations`",
        "没有第 \(number) 次迁移，请用 `lookback workflow migrations` 查看"
      ))
  }

  static let noMigrationNumber = malformed("a migration is called by its number", "迁移须用其次数指明")

  static func noMoves(_ version: WorkflowReference) -> Problem {
    Problem(
      409, "no-moves", ("no case moves to this version", "此版本不接收在办件"),
      (
        "\(version) has no `moves`: publish a version that says which cases move, and how",
        "\(version) 没有 `moves`：请发布写明哪些在办件转入、如何转入的版本"
      ))
  }

  // MARK: - The clock

  static let realClock = Problem(
    409, "real-clock", ("no test clock", "没有试验时钟"),
    (
      "this office runs on the real clock: start the daemon with --test-clock for a trial",
      "现用真实时钟：演练请以 --test-clock 启动服务"
    ))

  static func clockGoesBack(from now: Moment, to target: Moment) -> Problem {
    Problem(
      422, "clock-goes-back", ("a clock does not go back", "时钟不能倒退"),
      ("the clock stands at \(now), after \(target)", "时钟现为 \(now)，晚于 \(target)"))
  }
}
