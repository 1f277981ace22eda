/// English names of months, for messages.
enum MonthName {
  private static let names = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ]

  /// The name of month 1 to 12, or nil.
  static func english(_ month: Int) -> String? {
    (1...12).contains(month) ? names[month - 1] : nil
  }
}
