extension HealthFinding {
  var chinese: Words {
    switch self {
    case .olderSchema(let missing):
      Words(
        "数据库表比本程序旧：缺 \(missing.joined(separator: "、"))。", remedy: "以表的属主身份运行 `lookbackd migrate`。")
    case .losesData(let setting, let value):
      Words(
        "\(setting) 为 \(value)：一旦崩溃，已答复成功的事项可能丢失，数据库也可能损坏。",
        remedy: "在服务器、数据库和角色上都设 \(setting) = on。")
    case .asynchronousFailover(let replicas):
      Words(
        "挂有 \(replicas) 个备库，而提交不等待任何一个：主备切换会丢失最后已答复成功的事项。",
        remedy: "设置 synchronous_standby_names（Patroni：synchronous_mode: true）。")
    case .noAutovacuum:
      Words("autovacuum 已关闭：死行永不清理，表会一直增大。", remedy: "设 autovacuum = on。")
    case .wrongEncoding(let encoding):
      Words(
        "数据库编码为 \(encoding)：有些文字存不下。", remedy: "另建 ENCODING 'UTF8' 的数据库，用 pg_dump 迁移数据。")
    case .oldServer(let version):
      Words("服务器是 PostgreSQL \(version)。", remedy: "请用 PostgreSQL 15 或更新的版本。")
    case .tooFewConnections(let limit, let wanted):
      Words(
        "本角色最多 \(limit) 个连接，守护进程及其工具需要 \(wanted) 个。",
        remedy: "调高 max_connections，或调高角色、数据库的 CONNECTION LIMIT，或以较小的 --connections 启动。")
    case .mayChangeHistory(let role):
      Words(
        "角色 \(role) 能修改历史。", remedy: "请以 `lookbackd migrate` 建立的角色 lookbackd 连接，不要用属主或超级用户。")
    case .unguardedHistory(let triggers):
      Words(
        "防止修改历史的 2 个触发器中，只有 \(triggers) 个有效。",
        remedy: "查明何人停用，运行 `lookbackd verify`，再执行 ALTER TABLE events ENABLE TRIGGER ALL。")
    default: chineseOfWork
    }
  }

  private var chineseOfWork: Words {
    switch self {
    case .missingPartitions(let months):
      Words(
        "历史表缺少 \(months.joined(separator: "、")) 的分区。",
        remedy: "守护进程每六小时建一次：请在日志中查找 `partitions cannot be made`。")
    case .strayEvents(let count):
      Words(
        "有 \(Self.count(count, upTo: 10_000)) 条事件在月分区之外，旧月份无法整月移走。",
        remedy: "月份交替时请保持守护进程运行；这些事件完好，可以留在原处。")
    case .manyMonths(let count):
      Words(
        "历史表有 \(count) 个分区：读任何一案的历史都要查遍全部分区。",
        remedy: "移出旧月份：先 `lookbackd history list`，再 `lookbackd history detach --before 月份 --dry-run`。")
    case .deadRows(let table, let dead, let live):
      Words(
        "\(table) 有死行 \(dead)、活行 \(live)：表已膨胀。",
        remedy: "先结束占用旧快照的事务（如有，见下），再执行 VACUUM \(table)。")
    case .longTransaction(let pid, let application, let user, let isIdle, let seconds):
      Words(
        "进程 \(pid)（\(application.isEmpty ? "未命名" : application)，用户 \(user)）的事务已打开 \(Int(seconds)) 秒"
          + "\(isIdle ? "且闲置" : "")：其间死行无法清理。",
        remedy: "请其使用者结束它，或执行 SELECT pg_terminate_backend(\(pid))。")
    case .replicaLags(let name, let bytes):
      Words(
        "备库 \(name.isEmpty ? "（未命名）" : name) 落后 \(Self.megabytes(bytes)) 日志：若提交不等待它，切换到它会丢失这些内容。",
        remedy: "检查其磁盘与网络；其间不要切换到它。")
    case .cannotSee(let role):
      Words(
        "\(role) 看不到其他角色会话的活动：他人遗留的事务在此无法发现。", remedy: "GRANT pg_read_all_stats TO \(role)。")
    case .slotKeepsLog(let name, let isActive, let bytes):
      Words(
        "复制槽 \(name) 保留了 \(Self.megabytes(bytes)) 日志\(isActive ? "" : "，且无人读取")：终将写满磁盘。",
        remedy: "恢复其备库，或执行 SELECT pg_drop_replication_slot('\(name)')。")
    case .preparedTransaction(let name, let seconds):
      Words(
        "预备事务 \(name) 已等待 \(Int(seconds)) 秒：其锁和快照一直保留到它结束。",
        remedy: "按预备者的本意执行 COMMIT PREPARED 或 ROLLBACK PREPARED '\(name)'。")
    case .clockSkew(let seconds):
      Words(
        "数据库的时钟比本机\(seconds > 0 ? "快" : "慢") \(Self.seconds(abs(seconds)))。",
        remedy: "让两台机器与同一时间服务器同步（timedatectl、chronyc tracking）。")
    case .overdueTimers(let count, let seconds):
      Words(
        "有 \(Self.count(count, upTo: 100_000)) 个定时器已过期，最久的已过 \(Self.seconds(seconds))。",
        remedy: "守护进程若未运行，请启动；若在运行，请在日志中查找 `timer`。")
    case .waitingSignals(let count, let seconds):
      Words(
        "有 \(count) 个案件间的信号在等待，最久的已等 \(Self.seconds(seconds))。",
        remedy: "守护进程若未运行，请启动；若在运行，请在日志中查找 `signals`。")
    case .undeliverable(let count):
      Words(
        "有 \(count) 条消息因无法送达而搁置。", remedy: "用 `lookback outbox` 查看原因并改正。")
    case .blocked(let count, let first):
      Words(
        "有 \(count) 项到期或自动的事件无法触发：\(first.joined(separator: "、"))。",
        remedy: "用 `lookback case show` 查看原因；补齐所缺后会自动触发，管理员也可用 `lookback case mend` 更正。")
    case .waitingMends(let count, let first):
      Words(
        "有 \(count) 件的更正尚待另一管理员确认：\(first.joined(separator: "、"))。",
        remedy: "用 `lookback case show` 查看；由另一管理员用 `lookback case mend` 确认或拒绝。")
    case .vacantPost(let post, let items):
      Words("有 \(items) 项待办属于 \(post)，而无人任此职。", remedy: "请用 `lookback post add` 任命。")
    case .slowStatement(let text, let milliseconds, let calls):
      Words(
        "有语句平均耗时 \(Int(milliseconds)) 毫秒（共 \(calls) 次）：\(text)",
        remedy: "先对相关表执行 ANALYZE，再用 EXPLAIN (ANALYZE, BUFFERS) 查看计划。")
    case .fullDisk(let folder, let freeBytes, let share):
      Words(
        "\(folder) 所在磁盘只剩 \(Self.megabytes(freeBytes))（\(Int(share * 100)) %）。",
        remedy: "请立即腾出空间或扩容：磁盘写满，数据库即停。")
    default: Words(code, remedy: "")
    }
  }
}
