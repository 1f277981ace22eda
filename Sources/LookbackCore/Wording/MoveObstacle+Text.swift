import LookbackTime

extension MoveObstacle {
  /// The obstacle as a sentence, in English and in Chinese.
  var sentence: (String, String) {
    switch self {
    case .noPlace(let state):
      ("the new version has no place for the state `\(state)`", "新版本没有与状态“\(state)”对应的状态")
    case .approvalChanged(let state):
      (
        "the approval of `\(state)` is another in the new version: finish it first",
        "新版本中状态“\(state)”的审签不同，请先完成审签"
      )
    case .tracksChanged(let state):
      ("the tracks that `\(state)` runs are others in the new version", "新版本中状态“\(state)”的分支不同")
    case .unfit(let field, let expected, let found):
      (
        "`\(field)` is \(expected.text(in: .english, fallback: "")) in the new version; found "
          + found.text(in: .english, fallback: ""),
        "新版本中“\(field)”应为\(expected.text(in: .chinese, fallback: ""))；实为 \(found.text(in: .chinese, fallback: ""))"
      )
    case .fieldGone(let field):
      (
        "`\(field)` holds a value, and the new version has no such field",
        "“\(field)”已有内容，而新版本没有此字段"
      )
    }
  }
}
