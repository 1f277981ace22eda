import Testing

@testable import LookbackSignIn

@Suite("what an office asks of passwords")
struct PasswordPolicyTests {
  private static let context = ["liu-yang", "刘洋", "government-office", "lookback"]

  @Test(
    "asvs: length, and nothing that is tried first or that others know",
    arguments: [
      ("correct horse", []), ("fourteen words", []), ("青海湖的湟鱼在夏天洄游", []), ("88261049375", []),
      ("short", [.tooShort(least: 8)]), ("", [.tooShort(least: 8)]), ("password1", [.common]), ("PassWord1", [.common]),
      ("woaini1314", [.common]), ("Liu-Yang is here", [.context("liu-yang")]), ("刘洋的口令在这里", [.context("刘洋")]),
      ("tab\there it is", [.control]), (String(repeating: "ab ", count: 90), [.tooLong(most: 256)]),
      (String(repeating: "x", count: 64), []),
    ] as [(String, [PasswordFault])])
  func asvs(password: String, faults: [PasswordFault]) {
    #expect(PasswordPolicy.asvs.faults(of: password, context: Self.context) == faults)
  }

  @Test(
    "mlps: three kinds of characters besides",
    arguments: [
      ("Correct horse 7", []), ("correct horse 7", []), ("correct horse", [.tooFewKinds(least: 3)]),
      ("Correcthorse", [.tooFewKinds(least: 3)]), ("湟鱼Hq26", [.tooShort(least: 8)]), ("湟鱼洄游Hq26", []),
      ("88261049375", [.tooFewKinds(least: 3)]), ("aB3", [.tooShort(least: 8)]),
      ("password1", [.common, .tooFewKinds(least: 3)]),
    ] as [(String, [PasswordFault])])
  func mlps(password: String, faults: [PasswordFault]) {
    #expect(PasswordPolicy.mlps.faults(of: password, context: Self.context) == faults)
  }

  @Test("mlps: changed every 90 days, to none of the last five; asvs: neither")
  func changes() {
    #expect(PasswordPolicy.mlps.lifetime == 90 && PasswordPolicy.asvs.lifetime == nil)
    let passwords = (1...6).map { "Correct horse \($0)" }
    let earlier = passwords.reversed().map { PasswordHash(of: $0, cost: PasswordHash.Cost(rounds: 4)) }
    for (index, password) in passwords.enumerated() {
      let faults = PasswordPolicy.mlps.faults(of: password, earlier: earlier)
      #expect(faults == (index == 0 ? [] : [.usedBefore(5)]), "\(password)")
      #expect(PasswordPolicy.asvs.faults(of: password, earlier: earlier).isEmpty)
    }
  }

  @Test("more than 3,000 passwords that the policy would take are known to be tried first")
  func common() {
    #expect(GuessedPasswords.all.count(where: { $0.count >= 8 }) > 3_000)
  }

  @Test("every fault has words in both languages")
  func words() {
    let faults: [PasswordFault] = [
      .tooShort(least: 8), .tooLong(most: 256), .control, .common, .context("liu"), .tooFewKinds(least: 3),
      .usedBefore(5),
    ]
    #expect(Set(faults.map(\.english)).count == faults.count && Set(faults.map(\.chinese)).count == faults.count)
  }
}
