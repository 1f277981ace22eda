import LookbackCore
import LookbackTime

extension AdministrativeAct.Kind {
  /// What was done, as lists say it.
  func title(_ language: Language) -> String {
    let (english, chinese) = titles
    return language == .chinese ? chinese : english
  }

  private var titles: (String, String) {
    switch self {
    case .officeCreated: ("office created", "机关建立")
    case .personAdded: ("person added", "登记人员")
    case .personChanged: ("person changed", "变更人员")
    case .personRetired: ("person retired", "停用人员")
    case .unitAdded: ("unit added", "登记单位")
    case .unitChanged: ("unit changed", "变更单位")
    case .unitMerged: ("unit merged", "合并单位")
    case .unitDissolved: ("unit dissolved", "撤销单位")
    case .postGiven: ("post given", "任职")
    case .postTaken: ("post taken", "免职")
    case .tokenMade: ("token made", "签发令牌")
    case .tokenRevoked: ("token revoked", "吊销令牌")
    case .signedIn: ("signed in", "登录")
    case .signedOut: ("session ended", "结束登录")
    case .dutyGiven: ("duty given", "授予管理职责")
    case .dutyTaken: ("duty taken", "收回管理职责")
    case .officeChanged: ("rules of the office changed", "变更机关规则")
    case .emergencyDeclared: ("emergency declared", "宣布应急处置")
    case .emergencyEnded: ("emergency ended", "结束应急处置")
    case .passwordSet: ("password set", "设置口令")
    case .authenticatorConfirmed: ("authenticator confirmed", "启用验证器")
    case .authenticatorRemoved: ("authenticator removed", "移除验证器")
    case .substituteNamed: ("substitute named", "指定代理人")
    case .substituteAgreed: ("substitution agreed to", "同意代理")
    case .settingChanged: ("setting changed", "变更设置")
    case .substituteEnded: ("substitution ended", "终止代理")
    case .registerSet: ("register set", "设置编号簿")
    case .clockMoved: ("test clock moved", "拨动试验时钟")
    case .definitionPublished: ("definition published", "发布定义")
    case .redating: ("dates of open cases moved", "重算在办件期限")
    case .migration: ("open cases moved to a version", "在办件迁移版本")
    case .signInRefused: ("sign-in refused", "拒绝登录")
    case .administrationRefused: ("administration refused", "拒绝管理操作")
    }
  }
}

extension Problem {
  static func unknownAct(_ text: String) -> Problem {
    Problem(
      404, "unknown-act", ("unknown act", "没有此管理操作"),
      (
        "there is no administrative act \(text): see `lookback administration list`",
        "没有第 \(text) 号管理操作，请用 `lookback administration list` 查看"
      ))
  }

  static func unknownActKind(_ text: String) -> Problem {
    let known = AdministrativeAct.Kind.allCases.map(\.rawValue).sorted()
    return malformed(
      "`kind` is no kind of administrative act: \(text); the kinds are \(known.joined(separator: ", "))",
      "`kind` 不是管理操作的种类：\(text)；种类有：\(known.joined(separator: "、"))")
  }
}
