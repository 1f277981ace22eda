extension Rejection {
  /// All codes that a rejection may have, which scenarios may expect.
  package static let codes: Set<String> = [
    "already-decided", "ambiguous-case", "ambiguous-track", "barred", "before-the-case", "cannot-be-kept",
    "cannot-extend", "cannot-move", "catching-up", "change-password", "command-id-reused", "date",
    "decided-in-other-step",
    "dissolved-unit", "fired-by-engine",
    "guard-erred",
    "guard-failed", "ill-typed", "in-the-future", "may-not-date-back", "mend-overtaken", "mend-waits", "missing",
    "no-mend-waits", "no-person", "not-allowed", "not-blocked", "not-in-this-state", "not-unique", "nothing-moves",
    "nothing-to-mend", "nothing-to-move", "out-of-order", "register-full", "rejected", "retired", "retired-person",
    "round-over", "runs-as-track",
    "same-start", "stale", "still-blocked", "timer-gone", "token-scope", "too-far-back", "too-many-signals",
    "too-many-steps",
    "tracks-running", "unfit-command-id", "unkeepable", "unknown-caller", "unknown-case", "unknown-code",
    "unknown-event",
    "unknown-field", "unknown-person", "unknown-state", "unknown-track", "unknown-workflow",
  ]
}
