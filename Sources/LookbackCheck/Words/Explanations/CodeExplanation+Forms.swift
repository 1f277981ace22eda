import LookbackCore
import LookbackDefinition

/// What the text of a file is like.
extension CodeExplanation {
  private static let head = "notation: 1\nworkflow: request\nversion: 1\ncalendar: cn\ntimezone: Asia/Shanghai\n"

  static let forms: [CodeExplanation] = [
    .init(
      "syntax", "The text is no YAML.", "文本不是合法的 YAML。", mend: "Close every bracket and quote; indent with spaces.",
      "补全括号和引号，用空格缩进。", .text("states: [")),
    .init(
      "empty-file", "The file says nothing.", "文件没有内容。", mend: "Write a definition, or remove the file.", "写入定义或删除文件。",
      .text("# nothing\n")),
    .init(
      "control-character", "A character that YAML does not allow.", "含有 YAML 不允许的字符。", mend: "Remove it.", "删去该字符。",
      .text("a: \u{1}\n")),
    .init(
      "nul-character", "A NUL character stands in the text.", "文本中有 NUL 字符。", mend: "Remove it.", "删去该字符。",
      .text("a: \0\n")),
    .init(
      "too-large", "The file has more than 256 KiB.", "文件超过 256 KiB。", mend: "Split it.", "请拆分文件。",
      .filled("", "# the same line\n", 17_000)),
    .init(
      "too-many-nodes", "The file has more than 20,000 nodes.", "文件节点超过 20,000 个。", mend: "Split it.", "请拆分文件。",
      .filled("", "k#: 1\n", 10_001)),
    .init(
      "too-many-signs",
      "The file has more than 40,000 of the signs that can begin something: `, : [ {`, line ends, `-` and `?` before a blank.",
      "文件中可引出条目的符号（`, : [ {`、换行、空格前的 `-` 与 `?`）超过 40,000 个。", mend: "Split the file.", "请拆分文件。",
      .filled("", "- 1\n", 20_001)),
    .init(
      "too-many",
      "A workflow holds more of something than it may: 300 fields, 200 roles, 100 clocks, 500 states, "
        + "100 events of `anywhere`, 2,000 events of states.",
      "流程中某类条目过多：字段最多 300、角色 200、期限 100、状态 500、anywhere 事件 100、各状态事件共 2,000。",
      mend: "Split the workflow.", "请拆分流程。",
      .filled(Self.head + "states:\n", "  s#: {final: true}\n", 501)),
    .init(
      "too-many-errors", "More than 200 things are wrong with the file; the rest is not told.", "文件错误超过 200 处，其余不再列出。",
      mend: "Mend the first ones and check again.", "请先改正前面的错误再检查。", .filled("", "key#: 1\n", 300)),
    .init(
      "too-deep", "Mappings and lists are nested more than 64 levels deep.", "嵌套超过 64 层。", mend: "Write it flatter.",
      "请减少嵌套。", .text(String(repeating: "[", count: 80) + String(repeating: "]", count: 80))),
    .init(
      "second-document", "A second YAML document begins.", "出现了第二个 YAML 文档。", mend: "Put it into a file of its own.",
      "请另建文件。", .text("a: 1\n---\nb: 2\n")),
    .init(
      "directive", "YAML directives are not part of the notation.", "不允许 YAML 指令。", mend: "Remove the line.", "删去该行。",
      .text("%YAML 1.2\n---\na: 1\n")),
    .init(
      "anchor", "Anchors and aliases are not part of the notation.", "不允许锚点和别名。", mend: "Write the value out.",
      "请写出完整的值。",
      .request("tell: office}]", "tell: &who office}]")),
    .init(
      "alias", "An alias to nothing; aliases are not part of the notation.", "别名无所指；且不允许别名。",
      mend: "Write the value out.",
      "请写出完整的值。", .request("breach: {tell: office}", "breach: {tell: *nobody}")),
    .init(
      "tag", "Tags are not part of the notation.", "不允许标签。", mend: "Remove it.", "删去标签。",
      .request("version: 1", "version: !!int 1")),
    .init(
      "merge-key", "Merge keys are not part of the notation.", "不允许合并键。", mend: "Write the values out.", "请写出各值。",
      .request("breach: {tell: office}", "<<: {breach: {tell: office}}")),
    .init(
      "key-not-text", "A key is a plain text.", "键必须是文本。", mend: "Write a name before the colon.", "冒号前请写名称。",
      .request("version: 1", "version: 1\n[a]: b")),
    .init(
      "duplicate-key", "A key stands twice in one mapping.", "同一映射中键重复。", mend: "Keep one.", "保留一个。",
      .request("version: 1", "version: 1\nversion: 2")),
    .init(
      "unknown-key", "No such key is known here.", "此处没有这个键。", mend: "Take the suggestion, or remove it.", "按提示改正或删去。",
      .request("title: {en", "tilte: {en")),
    .init(
      "missing-key", "A key that must be there is not.", "缺少必需的键。", mend: "Add it.", "请添加。",
      .request("calendar: cn\n", "")),
    .init(
      "misplaced-key", "A key stands where it means nothing, or beside one that contradicts it.", "键的位置不对，或与另一个键冲突。",
      mend: "Remove one of the two.", "删去其一。", .request("due: {type: date}", "due: {type: date, max: 3}")),
    .init(
      "expected-text", "A text was expected.", "此处应为文本。", mend: "Write a text.", "请写文本。",
      .request("calendar: cn", "calendar: [cn]")),
    .init(
      "expected-number", "A whole number was expected.", "此处应为整数。", mend: "Write a whole number in the range.",
      "请写范围内的整数。", .request("version: 1", "version: one")),
    .init(
      "expected-bool", "`true` or `false` was expected; `yes` is a text.", "此处应为 true 或 false；yes 是文本。",
      mend: "Write `true` or `false`.", "请写 true 或 false。", .request("required: true", "required: yes")),
    .init(
      "expected-list", "A list was expected.", "此处应为列表。", mend: "Write [a, b].", "请写 [a, b]。",
      .request("steps: [{ask: head, of: main-office, need: 1}]", "steps: {ask: head, of: main-office, need: 1}")),
    .init(
      "expected-mapping", "A mapping was expected.", "此处应为映射。", mend: "Write {key: value}.", "请写 {key: value}。",
      .request("title: {en: Request, zh: 申请}", "title: Request")),
    .init(
      "unknown-notation", "The notation's number is not known to this version.", "不认识的记法版本。",
      mend: "Write `notation: 1`.",
      "请写 notation: 1。", .request("notation: 1", "notation: 2")),
    .init(
      "bad-name", "A name with characters that names cannot have.", "名称含有不允许的字符。",
      mend: "Use the letters that the message names.", "请使用提示中的字符。", .request("workflow: request", "workflow: Request")),
    .init(
      "reserved-name", "The name belongs to guards or to the engine.", "该名称为条件或系统所保留。", mend: "Name it otherwise.",
      "请换一个名称。", .request("decline: {", "refuse: {")),
    .init(
      "duplicate-name", "Two files define the same name.", "两个文件定义了同一名称。", mend: "Keep one.", "保留一个。",
      .text(scheme)),
    .init(
      "duplicate-workflow", "Two files define the same version of a workflow.", "两个文件定义了同一流程的同一版本。",
      mend: "Raise the version, or remove one.", "提高版本号或删去其一。", .request("", "# the same again\n")),
  ]
}
