import LookbackAudit

extension ReportWords {
  func fault(_ fault: ChainFault) -> String {
    pick(fault.description, "案件 \(fault.id) 第 \(fault.sequence) 条记录：\(Self.chinese(fault.kind))")
  }

  func checked(_ cases: Int, _ events: Int, _ faults: Int) -> String {
    pick(
      "\(counted(cases, "case")), \(counted(events, "event")), \(counted(faults, "fault"))",
      "案件 \(cases) 件，记录 \(events) 条，不符 \(faults) 处")
  }

  func checkedActs(_ acts: Int, _ faults: Int) -> String {
    pick(
      "\(counted(acts, "administrative act")), \(counted(faults, "fault"))", "管理操作 \(acts) 条，不符 \(faults) 处")
  }

  func fault(_ fault: ActFault) -> String {
    pick(
      "administrative act \(fault.number): \(fault.kind.rawValue)",
      "第 \(fault.number) 号管理操作：\(Self.chinese(fault.kind))")
  }

  func bridged(_ events: Int64) -> String {
    pick(
      "\(events) more \(events == 1 ? "event is" : "events are") in months that are not in this database; their chains "
        + "were followed by what was recorded when those were taken out",
      "另有 \(events) 条记录所在月份不在本库；其哈希链按移出时的记载核对")
  }

  func altered(_ definition: String) -> String {
    pick("\(definition): altered since it was published", "\(definition)：发布后被改动")
  }

  func unpublished(_ digest: String, _ cases: Int64) -> String {
    pick(
      "\(counted(Int(cases), "case")) \(cases == 1 ? "was" : "were") opened by a definition that is not published any "
        + "more: \(digest)",
      "案件 \(cases) 件，登记时所用定义已不在已发布之列：\(digest)")
  }

  func ownerless(_ id: String, _ tables: String) -> String {
    pick(
      "case \(id): the case and its history are gone, rows are left in \(tables)",
      "案件 \(id)：案件及其历史均已不在，以下各表仍留有其行：\(tables)")
  }

  func miscounted(_ first: String, _ last: String, opened: Int64, found: Int64) -> String {
    pick(
      "\(counted(Int(opened), "case")) \(opened == 1 ? "was" : "were") opened with numbers from \(first) to \(last), "
        + "\(found) \(found == 1 ? "is" : "are") there: some were taken away, or put in, with every row that they have",
      "编号 \(first) 至 \(last) 登记 \(opened) 件，现有 \(found) 件：有案件连同全部行被取走或添入")
  }

  func brokenSeal(_ table: String) -> String {
    pick("\(table): changed by somebody else than the daemon", "\(table)：经后台以外的途径改动")
  }

  func changedMonth(_ month: String) -> String {
    pick(
      "month \(month): what was recorded when it was taken out has been changed since", "月份 \(month)：移出时的记载其后被改动")
  }

  var notSeen: String {
    pick(
      "not seen: calendars changed together with their digests; counts and digests of the organisation changed together "
        + "with what they are compared with (see \"What verify sees\" in docs/retention.md)",
      "不能查出：日历连同其摘要一并改动；机构的计数和摘要连同其比对依据一并改动（见 docs/retention.zh-CN.md“`lookbackd verify` 能查出什么”）")
  }

  static func chinese(_ kind: ChainFault.Kind) -> String {
    switch kind {
    case .malformed: "记录内容无法读取"
    case .wrongLink: "哈希与记录内容不符"
    case .broken: "与前一条记录不相衔接"
    case .misplaced: "属于另一案件"
    case .gap: "序号不连续"
    case .altered: "旁列与记录内容不符"
    case .state: "所存案件与历史推得的不符"
    case .missing: "案件没有历史"
    case .lost: "案件已不在，只留有历史"
    case .detached: "历史与移出月份的记载不相衔接"
    case .unarmed: "缺少所等待的定时器"
    case .workItems: "待办清单不符"
    case .readers: "可见人不符"
    case .view: "案件列表不符"
    case .keys: "唯一值未为其保留"
    case .closings: "统计中的办结情况与历史不符"
    }
  }
}
