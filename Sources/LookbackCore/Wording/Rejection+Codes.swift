extension Rejection {
  /// Every code that a refusal may have: what scenarios may expect.
  package static let codes: Set<String> = [
    "already-decided", "ambiguous-case", "ambiguous-track", "barred", "before-the-case", "cannot-extend", "cannot-move",
    "command-id-reused", "date", "fired-by-engine", "guard-erred", "guard-failed", "ill-typed", "in-the-future",
    "missing", "not-allowed", "not-in-this-state", "not-unique", "nothing-moves", "nothing-to-move", "register-full",
    "rejected", "same-start", "stale", "timer-gone", "too-many-steps", "tracks-running", "unknown-case",
    "unknown-event", "unknown-field", "unknown-person", "unknown-track", "unknown-unit", "unknown-workflow",
  ]
}
