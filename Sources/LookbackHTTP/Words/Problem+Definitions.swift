import LookbackJSON
import LookbackRuntime
import LookbackTime

extension Problem {
  /// - Parameter files: the names of the files that were sent, in their order.
  init(_ refused: RefusedDefinitions, _ files: [String], _ language: Language) {
    self.init(
      422, "refused-definitions", ("definitions with errors", "定义有误"),
      ("nothing was published: mend what is named", "未作发布：请按所列逐项改正"))
    errors = refused.findings(in: language).map { finding in
      let pointer = files.firstIndex(of: finding.file).map { "/files/\($0)/source" } ?? "/files"
      return ProblemPlace(
        .pointer(pointer), code: finding.code, finding.message, excerpt: finding.rendered,
        more: [
          .text("file", finding.file), JSON.Member(name: "line", value: .int(Int64(finding.line))),
          JSON.Member(name: "column", value: .int(Int64(finding.column))),
        ])
    }
  }
}
