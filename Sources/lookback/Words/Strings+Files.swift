extension Strings {
  func unreadable(_ path: String) -> String { pick("`\(path)` cannot be read", "无法读取 `\(path)`") }
  func notUTF8(_ path: String) -> String {
    pick(
      "`\(path)` is not UTF-8: if a Chinese spreadsheet wrote it in GBK, give --encoding gb18030, or save it as CSV UTF-8",
      "`\(path)` 不是 UTF-8：如为 GBK 编码（Excel、WPS 的 CSV），请加 --encoding gb18030，或另存为“CSV UTF-8”")
  }
  func notGB18030(_ path: String) -> String { pick("`\(path)` is not GB18030", "`\(path)` 不是 GB18030 编码") }
}
