extension Problem {
  static func unknownProblem(_ code: String) -> Problem {
    Problem(
      404, "unknown-problem", ("unknown code", "没有此代码"),
      ("there is no code \(code): see `GET /v1/problems`", "没有代码 \(code)，请用 `GET /v1/problems` 查看"))
  }
}
