import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime

extension FieldType {
  var facet: String {
    switch self {
    case .text(let max): "text, at most \(max)"
    case .bool, .int, .double, .date, .person, .unit, .case: word
    case .choice(let scheme):
      "classes/\(scheme.name) \(scheme.version): "
        + scheme.classes.map { "\($0.code) \(FacetValue($0.title).english)" }.joined(separator: ", ")
    case .list(let element): "list of \(element.facet)"
    }
  }
}

extension Role {
  var facet: FacetValue {
    switch self {
    case .post(let post, let unit): FacetValue("\(post) of \(unit.facet)")
    case .person(let path): FacetValue("person \(path)")
    }
  }
}

extension UnitReference {
  fileprivate var facet: String {
    switch self {
    case .unit(let code): code
    case .trackUnit: "track.unit"
    case .field(let path): path.description
    }
  }
}

extension Recipient {
  var facet: String {
    switch self {
    case .role(let name): name
    case .tracks(let workflow, let role): "track.\(workflow).\(role)"
    case .approvers: "(approvers)"
    }
  }
}

extension Effect {
  var facet: String {
    switch self {
    case .mail(let recipient): "mail \(recipient.facet)"
    case .letter(let template): "letter \(template)"
    case .signal(let event, let path): "signal \(event) to \(path)"
    case .webhook(let name): "webhook \(name)"
    }
  }
}

extension EventDefinition.Trigger {
  var facet: FacetValue {
    switch self {
    case .person: FacetValue("by a person", "由人办理")
    case .when(let condition): FacetValue("when \(condition.source)", "当 \(condition.source)")
    case .after(let span): FacetValue("after \(span)", "\(span.chinese)后")
    case .approval: FacetValue("when approved", "审签完成时")
    case .signal: FacetValue("by another case", "由另一件触发")
    }
  }
}

extension DatingBack {
  var facet: FacetValue {
    switch self {
    case .never: FacetValue("never", "不得补记")
    case .allowed(let who, let atMost, let needsReason):
      FacetValue("by ", "由 ") + FacetValue(who.map { FacetValue($0) }) + FacetValue(", at most ", "，最多 ")
        + FacetValue(atMost) + (needsReason ? FacetValue(", with a reason", "，须有理由") : FacetValue(""))
    }
  }
}

extension TrackRule {
  var facet: FacetValue {
    FacetValue("each \(each) runs \(workflow) as \(group), join \(join.rawValue)")
  }
}

extension ApprovalRule.Step {
  var facet: FacetValue {
    var text = name.map { "\($0): " } ?? ""
    text += "ask " + ask.map(\.facet.english).joined(separator: ", ")
    switch need {
    case .all: text += ", need all"
    case .count(let count): text += ", need \(count)"
    }
    if isParallel { text += ", parallel" }
    if let condition { text += ", if \(condition.source)" }
    switch refusal {
    case nil: break
    case .state(let state): text += ", refusal \(state)"
    case .step(let step): text += ", refusal step \(step + 1)"
    }
    return FacetValue(text) + (title == Label(english: nil, chinese: nil) ? FacetValue("") : ", " + FacetValue(title))
  }
}
