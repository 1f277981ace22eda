extension CivilDate: CustomStringConvertible, LosslessStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String { fields.text }

  /// The date, or nil where `init(parsing:)` would say why not.
  package init?(_ description: String) {
    guard let date = try? CivilDate(parsing: description) else { return nil }
    self = date
  }

  /// Reads exactly `YYYY-MM-DD`: ten characters, no spaces, no other separators.
  package init(parsing text: String) throws(DateError) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"), let month = reader.number(digits: 2),
      reader.take("-"), let day = reader.number(digits: 2), reader.isAtEnd
    else { throw .malformedDate(text) }
    try self.init(year: year, month: month, day: day)
  }
}
