extension StaffFinding {
  var english: String {
    switch self {
    case .nobodyFires(let event):
      "nobody can be who fires `\(event)`: the field that names them is never set by then"
    case .nobodyAsked(let state):
      "the approval in `\(state)` can open with nobody to ask, and then never completes: let some step hold for every "
        + "value"
    case .mayAskTooFew(let needed):
      "\(needed) must agree, and fewer may be asked: whoever names them should name as many, such as by a guard on "
        + "`size` before the approval opens"
    case .asksTooFew(let needed, let most): "\(needed) of \(most) cannot agree: ask more or need fewer"
    case .onlyPersonBarred: "this step can never be approved: `never` bars the only person whom it asks"
    case .vacantRole(let role, let post, let units):
      "nobody is `\(role)`: no person holds the post \(post) in \(units.isEmpty ? "any unit" : units.brief)"
    case .tooFew(let units, let shortfall):
      "too few people can approve this step\(units.isEmpty ? "" : " in \(units.brief)"): \(shortfall.english)"
    case .tooFewTogether(let units, let shortfall):
      "too few people can approve this step where a case names \(units.brief): \(shortfall.english)"
    case .tooFewWithout(let persons, let unit):
      "without \(persons.joined(separator: " and ")) too few are left to approve this step"
        + (unit.isEmpty ? "" : " in \(unit)")
    }
  }

  var chinese: String {
    switch self {
    case .nobodyFires(let event): "没有人能触发“\(event)”：指定人员的字段此时从未填写"
    case .nobodyAsked(let state): "“\(state)”的审批可能无人可问，因而永远无法完成：请保证任何情形下都有一个步骤成立"
    case .mayAskTooFew(let needed): "须\(needed)人同意，而所问的人可能不足：请在审批开始之前以 size 条件保证人数"
    case .asksTooFew(let needed, let most): "所问仅\(most)人，不可能有\(needed)人同意：请增加所问的人或减少所需人数"
    case .onlyPersonBarred: "该步骤永远无法通过：never 排除了唯一可签的人"
    case .vacantRole(let role, let post, let units):
      "无人担任“\(role)”：\(units.isEmpty ? "没有单位" : units.brief)的 \(post) 岗位空缺"
    case .tooFew(let units, let shortfall): "\(units.brief)能签该步骤的人不够：\(shortfall.chinese)"
    case .tooFewTogether(let units, let shortfall):
      "案件同时列出\(units.brief)时能签该步骤的人不够：\(shortfall.chinese)"
    case .tooFewWithout(let persons, let unit): "\(persons.joined(separator: "、"))缺席时\(unit)能签该步骤的人不够"
    }
  }
}

extension [String] {
  fileprivate var brief: String {
    count > 5 ? prefix(5).joined(separator: ", ") + " (+\(count - 5))" : joined(separator: ", ")
  }
}
