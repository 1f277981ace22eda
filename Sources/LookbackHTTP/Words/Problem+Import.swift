import LookbackCore
import LookbackText

/// Problems with a file that is imported.
extension Problem {
  static func malformedCSV(_ error: MalformedCSV) -> Problem {
    notCSV(
      "line \(error.line), column \(error.column): \(error.reason.english)",
      "第 \(error.line) 行第 \(error.column) 列：\(error.reason.chinese)")
  }

  static let emptyCSV = notCSV("the file is empty", "文件为空")

  /// - Parameter found: what separates the columns instead of commas.
  static func otherSeparator(_ found: String) -> Problem {
    let named = found == "\t" ? ("a tab", "制表符") : ("`\(found)`", "“\(found)”")
    return notCSV(
      "the columns are parted by \(named.0): save the file with commas, `,`, between them",
      "各列以\(named.1)分隔：请改存为以英文逗号 `,` 分隔的文件")
  }

  private static func notCSV(_ english: String, _ chinese: String) -> Problem {
    Problem(422, "malformed-csv", ("not CSV", "不是 CSV 文件"), (english, chinese))
  }
}

/// Sentences about what is wrong with a line of an imported file.
extension Localizer {
  func unknownColumn(_ name: String, of workflow: String, suggestion: String?) -> String {
    let hint = Problem.hint(suggestion)
    return pick("`\(name)` is not a field of \(workflow)" + hint.0, "流程 \(workflow) 没有字段“\(name)”" + hint.1)
  }

  func columnTwice(_ name: String) -> String { pick("the column `\(name)` stands twice", "列“\(name)”重复") }

  func otherCellCount(_ found: Int, expected: Int) -> String {
    pick("\(expected) cells were expected, found \(found)", "应有 \(expected) 格，实有 \(found) 格")
  }

  func numberTwice(_ number: String, line: Int) -> String {
    pick("`\(number)` stands in line \(line) too", "“\(number)”与第 \(line) 行重复")
  }

  var importedOtherwise: String {
    pick(
      "this line was imported before with other content: change its case, or import the file under another --key",
      "此行曾以其他内容导入：请直接办理该件，或换用另一 --key 导入")
  }
}
