/// How the start of a clock may be corrected. The clock is then counted as if it had always started on the new day.
package struct CorrectRule: Sendable, Hashable {
  package var who: [String]
  package var needs: [String]
  package init(who: [String], needs: [String]) {
    self.who = who
    self.needs = needs
  }
}
