import LookbackPostgres

/// What is said when a constraint of the organisation's tables refuses a value.
extension StoreError {
  /// What PostgreSQL says itself is told to nobody but the log.
  static func invalid(_ error: PostgresError) -> StoreError {
    guard let (english, chinese) = words(of: error) else { return .database(error) }
    return .invalid(english: english, chinese: chinese)
  }

  /// What is said when an office that keeps duties apart would mix them.
  /// - Parameter what: what the person has besides a duty, as `list_duty_conflicts` tells it.
  static func dutiesMixed(person: String, what: String) -> StoreError {
    let (english, chinese) =
      switch what {
      case "duty": ("\(person) would have two duties", "\(person) 将兼任两项管理职责")
      case "post": ("\(person) has a duty and would hold a post", "\(person) 负有管理职责，不能任职")
      case "substitute": ("\(person) has a duty and would have part in a substitution", "\(person) 负有管理职责，不能参与代理")
      default: ("\(person) has a duty and is named in a case", "\(person) 负有管理职责，且在案件中被指名")
      }
    return .invalid(
      english: english + ": this office keeps the duties of administrators apart, from one another and from cases",
      chinese: chinese + "：本机关实行三员分立，管理职责不得兼任，也不得参与案件办理")
  }

  private static func words(of error: PostgresError) -> (english: String, chinese: String)? {
    switch error.constraint {
    case "persons_uid_unique": ("another person already logs in as this user", "已有他人以此用户登录")
    case "posts_person_known", "tokens_person_known", "substitutes_person_known", "substitutes_substitute_known":
      ("there is no such person: add the person first", "没有此人员：请先添加")
    case "posts_unit_known": ("there is no such unit: add the unit first", "没有此单位：请先添加")
    case "substitutes_for_others": ("nobody substitutes for themselves", "本人不能代理本人")
    case "substitutes_days_ordered": ("the last day is not before the first", "末日不得早于首日")
    case "substitutes_post_whole": ("a post is named together with its unit", "职务须连同单位一并指明")
    case "registers_next_positive": ("a register counts from 1 on", "编号从 1 起")
    case "persons_person_wellformed", "units_unit_wellformed", "posts_post_wellformed":
      (
        "a code has 1 to 128 characters without blanks, commas and @, and `engine` is nobody's",
        "代码须为 1 至 128 个字符，不含空格、逗号和 @，且不得为 engine"
      )
    default: nil
    }
  }
}
