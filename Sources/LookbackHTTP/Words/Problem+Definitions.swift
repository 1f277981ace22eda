import LookbackRuntime
import LookbackTime

extension Problem {
  init(_ refused: RefusedDefinitions, _ language: Language) {
    self.init(
      422, "refused-definitions", ("definitions with errors", "定义有误"),
      ("nothing was published: mend what is named", "未作发布：请按所列逐项改正"))
    more = [.texts("diagnostics", refused.findings(in: language))]
  }
}
