import Glibc
import LookbackTesting
import Testing

@testable import LookbackRuntime

@Suite("the folder of definitions") struct DefinitionFolderTests {
  @Test(
    "is refused when others can change it, a folder in it or a file in it, with what to do",
    arguments: ["", "calendars", "a.yaml", "calendars/b.yaml"])
  func changedByOthers(place: String) throws {
    var template = Array("/tmp/lookback-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      for name in ["a.yaml", "calendars/b.yaml"] { unlink("\(folder)/\(name)") }
      rmdir("\(folder)/calendars")
      rmdir(folder)
    }
    mkdir("\(folder)/calendars", 0o755)
    for name in ["a.yaml", "calendars/b.yaml"] {
      let file = try #require(fopen("\(folder)/\(name)", "w"))
      fclose(file)
      chmod("\(folder)/\(name)", 0o644)
    }
    chmod("\(folder)/calendars", 0o755)
    #expect(try refusal(of: folder) == nil)
    let changed = place.isEmpty ? folder : "\(folder)/\(place)"
    chmod(changed, 0o777)
    #expect(try refusal(of: folder) == "\(changed) can be changed by others: run `chmod -R go-w \(folder)`")
    chmod(changed, 0o775)
    chown(changed, getuid(), 65_533)
    if getuid() == 0 { #expect(try refusal(of: folder) != nil) }
  }

  /// What is said of the folder as such; its files are no definitions.
  private func refusal(of folder: String) throws -> String? {
    do { _ = try OfferedDefinitions(folder: folder) } catch let error as ConfigurationError {
      return "\(error)"
    } catch is RefusedDefinitions {}
    return nil
  }
}
