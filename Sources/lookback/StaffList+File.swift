import ArgumentParser
import LookbackCore

extension StaffList {
  /// Reads a file of people and their posts; a usage error where it is none.
  init(file: String) throws {
    do { try self.init(csv: try TextFile.read(file)) } catch let error as Unreadable {
      throw ValidationError("\(file), \(error.description)")
    }
  }
}
