/// What an office asks of passwords. Two standards that contradict each other are offered whole: OWASP ASVS 5.0 forbids
/// rules about kinds of characters and regular changes (6.2.5, 6.2.10), GB/T 22239-2019 demands both (identity, 8.1.4.1).
package enum PasswordPolicy: String, Sendable, Hashable, CaseIterable {
  /// OWASP ASVS 5.0, section 6.2.
  case asvs
  /// GB/T 22239-2019, classified protection of networks (等级保护), level 2 and above.
  case mlps

  /// The fewest characters of a password.
  package var least: Int { 8 }

  /// The most characters. At least 64 must be taken (ASVS 6.2.9).
  package static let most = 256

  /// How many of these kinds of characters a password must have: capital letters, small ones, digits, others.
  package var kinds: Int { self == .mlps ? 3 : 1 }

  /// After how many days a password must be changed; nil if it need not be.
  package var lifetime: Int? { self == .mlps ? 90 : nil }

  /// How many earlier passwords may not come again.
  package var remembered: Int { self == .mlps ? 5 : 0 }

  /// Returns everything that is wrong with a password; empty for a good one.
  /// - Parameters:
  ///   - context: words that stand for the person or the office, such as code and name, which others know.
  ///   - earlier: the hashes of the passwords before, the newest first.
  package func faults(
    of password: String, context: [String] = [], earlier: [PasswordHash] = []
  ) -> [PasswordFault] {
    var faults: [PasswordFault] = []
    let text = password.composed
    if text.count < least { faults.append(.tooShort(least: least)) }
    if text.count > Self.most { faults.append(.tooLong(most: Self.most)) }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { faults.append(.control) }
    if GuessedPasswords.contains(text) { faults.append(.common) }
    if let word = Self.word(of: context, in: text) { faults.append(.context(word)) }
    if kinds > 1, Self.kinds(in: text) < kinds { faults.append(.tooFewKinds(least: kinds)) }
    // Hashing takes its time, so that only a password that is good otherwise is compared with those before.
    if faults.isEmpty, earlier.prefix(remembered).contains(where: { $0.matches(password) }) {
      faults.append(.usedBefore(remembered))
    }
    return faults
  }

  /// The first word of the context that the text contains in capital or small letters. Words of less than three letters do
  /// not count, unless they are names in Chinese.
  private static func word(of context: [String], in text: String) -> String? {
    let text = text.lowercased()
    return context.first { word in
      let word = word.composed.lowercased()
      return (word.count > 2 || word.count == 2 && word.utf8.count == 6) && text.contains(word)
    }
  }

  private static func kinds(in text: String) -> Int {
    Set(
      text.unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: 0
        case .lowercaseLetter: 1
        case .decimalNumber: 2
        default: 3
        }
      }
    ).count
  }
}

/// Why a password is not taken.
package enum PasswordFault: Sendable, Hashable {
  case tooShort(least: Int)
  case tooLong(most: Int)
  /// It contains control characters, which nobody can type everywhere.
  case control
  /// It is among those that are tried first.
  case common
  /// It contains this word, which stands for the person or the office.
  case context(String)
  case tooFewKinds(least: Int)
  /// It is one of the last so many.
  case usedBefore(Int)
}
