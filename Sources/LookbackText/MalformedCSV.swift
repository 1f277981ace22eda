/// A text that is not CSV as RFC 4180 has it, and where; lines and columns count from 1, columns in cells.
package struct MalformedCSV: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case quoteInsideCell
    case textAfterQuote
    case unclosedQuote
    /// More cells than are read, which are so many.
    case tooManyCells(Int)

    package var english: String {
      switch self {
      case .quoteInsideCell: "a quote inside a cell without quotes: put the cell in quotes and double those inside"
      case .textAfterQuote: "text after the closing quote: double the quotes that belong to the cell"
      case .unclosedQuote: "a quote that is never closed"
      case .tooManyCells(let most): "there are more than \(most) cells: part the file"
      }
    }

    package var chinese: String {
      switch self {
      case .quoteInsideCell: "未加引号的单元格内有引号：请将该单元格用引号括起，其中的引号双写"
      case .textAfterQuote: "右引号之后还有文字：属于内容的引号请双写"
      case .unclosedQuote: "引号没有结束"
      case .tooManyCells(let most): "单元格超过 \(most) 个：请将文件拆分"
      }
    }
  }

  package let line: Int
  package let column: Int
  package let reason: Reason
}
