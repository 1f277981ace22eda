import LookbackRuntime

extension API {
  /// Answers every known caller, because the counters tell nothing about any case.
  @Sendable func metrics(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(text: await operations.metrics().text, type: Metrics.contentType)
  }
}
