/// The sentences about files that were named.
extension Strings {
  func unreadable(_ path: String) -> String { pick("`\(path)` cannot be read", "无法读取 `\(path)`") }
  func notUTF8(_ path: String) -> String {
    pick(
      "`\(path)` is not UTF-8: if a Chinese spreadsheet wrote it in GBK, give --encoding gb18030, or save it as CSV UTF-8",
      "`\(path)` 不是 UTF-8：如为 GBK 编码（Excel、WPS 的 CSV），请加 --encoding gb18030，或另存为“CSV UTF-8”")
  }
  func notGB18030(_ path: String) -> String { pick("`\(path)` is not GB18030", "`\(path)` 不是 GB18030 编码") }
  func tooLarge(_ path: String) -> String { pick("`\(path)` has more than 8 MiB: split it", "`\(path)` 超过 8 MiB：请拆分") }
  func notText(_ path: String) -> String {
    pick("`\(path)` cannot be read as UTF-8 text", "`\(path)` 不能读作 UTF-8 文本")
  }
  func unwritable(_ path: String, _ reason: String) -> String {
    pick("`\(path)` cannot be written: \(reason)", "无法写入 `\(path)`：\(reason)")
  }

  func empty(_ path: String) -> String { pick("`\(path)` is empty", "`\(path)` 是空文件") }
  func semicolons(_ path: String) -> String {
    pick("`\(path)` parts its columns by `;`: save it with commas", "`\(path)` 以分号分列：请另存为逗号分列")
  }
  func cells(_ path: String, _ line: Int, expected: Int, found: Int) -> String {
    pick(
      "`\(path)`, line \(line): \(expected) cells were expected, found \(found)",
      "`\(path)` 第 \(line) 行：应为 \(expected) 格，实为 \(found) 格")
  }
  func malformed(_ path: String, _ line: Int, _ column: Int, _ english: String, _ chinese: String) -> String {
    pick(
      "`\(path)`, line \(line), column \(column): \(english)", "`\(path)` 第 \(line) 行第 \(column) 列：\(chinese)")
  }
  func badStaff(_ path: String, _ reason: String) -> String { pick("\(path), \(reason)", "`\(path)`：\(reason)") }

  func notDefinition(_ path: String) -> String {
    pick("`\(path)` is not a definition: a file that ends with .yaml was expected", "`\(path)` 不是定义：应为 .yaml 文件")
  }
  func notWorkflow(_ path: String) -> String {
    pick(
      "`\(path)` is not a workflow: a file with `workflow: NAME` was expected",
      "`\(path)` 不是流程：文件中应有 `workflow: 名称`")
  }
  func notInFolder(_ path: String, _ folder: String) -> String {
    pick(
      "`\(path)` was not found in its folder \(folder): its name must end with .yaml",
      "目录 \(folder) 中找不到 `\(path)`：文件名须以 .yaml 结尾")
  }
  func noScenarioPlace(_ path: String) -> String {
    pick("there is no `\(path)`: name a folder of scenarios or a file", "没有 `\(path)`：请指明情景目录或文件")
  }
  func noScenarios(_ path: String) -> String {
    pick("`\(path)` has no scenarios: a file ending with .yaml was expected", "`\(path)` 中没有情景：应有 .yaml 文件")
  }
}
