import LookbackCore
import LookbackDefinition

/// What `moves` may leave unsaid about running cases.
extension CodeExplanation {
  static let moves: [CodeExplanation] = [
    .init(
      "unmapped-state", "A state of an older version has no place in this one.", "旧版本的某个状态在新版本中没有对应。",
      mend: "Say under `states` of `moves` what it is called here.", "请在 moves 的 states 中写明它现在的名称。",
      .moving("signing", "signed", moves: "{from: 1}")),
    .init(
      "moved-ending", "A case would end, or go on, by moving to this version.", "案件会因转换版本而终结或重新进行。",
      mend: "Map final states to final ones, and others to others.", "终结状态请对应终结状态，其余状态对应其余状态。",
      .moving("", "", moves: "{from: 1, states: {signing: done}}")),
    .init(
      "undecided-clock", "A clock is counted otherwise, is new or is gone, and nothing says what happens to it.",
      "某个期限计法不同、为新增或已删去，却没有写明如何处理。",
      mend: "Name it under `clocks` of `moves`: keep, recompute or cancel.",
      "请在 moves 的 clocks 中写明 keep、recompute 或 cancel。",
      .moving("15 working days", "20 working days", moves: "{from: 1}")),
    .init(
      "unmapped-field", "A field of an older version is gone; cases in which it holds something cannot move.",
      "旧版本的某个字段已删去，有其内容的案件不能转换。",
      mend: "Rename it under `data` of `moves`, or give its values up under `clear`.",
      "请在 moves 的 data 中改名，或在 clear 中放弃其内容。",
      .moving("  others: {type: list, of: case}\n", "", moves: "{from: 1}")),
    .init(
      "unchecked-moves", "An older version from which cases move is not at hand to be compared with.",
      "转出案件的旧版本不在手边，无法比较。",
      mend: "Check the file together with it; the daemon does when it is published.", "请与旧版本一同检查；发布时服务会检查。",
      .moving("", "", moves: "{from: [1, 2]}", version: 3)),
    .init(
      "bad-move", "Cases cannot move so: from a newer version, to another time zone, to one field from two.",
      "不能这样转换：由更新的版本转入、换时区，或两个字段并为一个。",
      mend: "Do what the message says.", "请按提示修改。",
      .moving("Asia/Shanghai", "Europe/London", moves: "{from: 1}")),
  ]
}
