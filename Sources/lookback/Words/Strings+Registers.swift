extension Strings {
  var register: String { pick("REGISTER", "文号") }
  var period: String { pick("PERIOD", "年度") }
  var nextNumber: String { pick("NEXT", "下一号") }
}
