import Glibc
import LookbackSignIn
import Synchronization

/// Where passwords are checked: the rules, the thread that hashes, and the counts of failures.
package final class SignInDesk: Sendable {
  let rules: SignInRules
  let checker: PasswordChecker
  private let throttle = Mutex(SignInThrottle())
  private let now: @Sendable () -> Int64

  /// - Parameter now: the present moment in seconds since 1970, by the clock of the machine.
  package init(_ rules: SignInRules = SignInRules(), now: (@Sendable () -> Int64)? = nil) {
    self.rules = rules
    self.now = now ?? { Int64(time(nil)) }
    checker = PasswordChecker(cost: rules.cost)
  }

  /// Throws a problem if the next try of a person from an address has to wait.
  func admit(_ person: String, from address: String) throws {
    let now = now()
    if let wait = throttle.withLock({ $0.wait(for: person, from: address, at: now) }) {
      throw Problem.tooManyTries(wait)
    }
  }

  func failed(_ person: String, from address: String) {
    let now = now()
    throttle.withLock { $0.failed(person, from: address, at: now) }
  }

  func succeeded(_ person: String, from address: String) {
    let now = now()
    throttle.withLock { $0.succeeded(person, from: address, at: now) }
  }

  /// Returns the step for which a code holds now; nil if it holds for none that was not taken before.
  func step(of code: String, _ secret: [UInt8], after last: Int64) -> Int64? {
    OneTimeCode(secret: secret).step(of: code, at: now(), after: last)
  }
}
