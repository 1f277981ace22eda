/// Doubles as `string()` gives them: the shortest digits that read back as the same number, with an exponent of two
/// digits at least from a million on and below a ten-thousandth, as `%g` writes them.
enum DoubleText {
  static func print(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
    let sign = number.sign == .minus ? "-" : ""
    guard number != 0 else { return sign + "0" }
    let (digits, exponent) = scientific(number.magnitude)
    if exponent < -4 || exponent >= 6 { return sign + exponential(digits, exponent) }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits.prefix(exponent + 1)
    let fraction = digits.dropFirst(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    return sign + whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func exponential(_ digits: String, _ exponent: Int) -> String {
    let fraction = digits.dropFirst()
    let magnitude = String(exponent.magnitude)
    return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e" + (exponent < 0 ? "-" : "+")
      + (magnitude.count < 2 ? "0" : "") + magnitude
  }

  /// Its significant digits and the power of ten of the first one.
  private static func scientific(_ number: Double) -> (digits: String, exponent: Int) {
    let parts = number.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
    let all = mantissa[0] + fraction
    let digits = all.drop { $0 == "0" }
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + mantissa[0].count - 1 - (all.count - digits.count)
    var trimmed = String(digits)
    while trimmed.hasSuffix("0"), trimmed.count > 1 { trimmed.removeLast() }
    if trimmed.isEmpty { exponent = 0 }
    return (trimmed, exponent)
  }
}
