/// The passwords that are tried first (ASVS 6.2.4).
enum GuessedPasswords {
  /// Whether a password is among them, written in capital or small letters.
  static func contains(_ password: String) -> Bool { all.contains(password.lowercased()) }

  static let all = Set(
    String(decoding: PackageResources.guessed_passwords_txt, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init))
}
