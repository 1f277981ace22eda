package import LookbackCore
package import LookbackDefinition
package import LookbackTools

/// Reads files of scenarios against the definitions that they are about.
package enum ScenarioFile {
  package struct Reading: Sendable {
    package var scenarios: [Scenario]
    package var diagnostics: [Diagnostic]
    /// To show the lines; nil where the bytes are no text.
    package var source: SourceText?
  }

  package static func read(_ file: DefinitionFile, _ library: Library) -> Reading {
    do throws(InvalidDefinition) {
      let text = try DefinitionText(bytes: file.bytes, file: file.name)
      do throws(InvalidDefinition) {
        let (scenarios, diagnostics) = ScenarioReader.read(try YAMLReader.read(text), file: file.name, library)
        return Reading(scenarios: scenarios, diagnostics: diagnostics.sorted(), source: text.source)
      } catch {
        return Reading(scenarios: [], diagnostics: error.diagnostics, source: text.source)
      }
    } catch {
      return Reading(scenarios: [], diagnostics: error.diagnostics, source: nil)
    }
  }

  /// The files of a folder whose names end with `.yaml`, in the order of their names.
  package static func files(in folder: String) throws(LibraryLoader.UnreadableFolder) -> [DefinitionFile] {
    try DefinitionFolder(folder).ownFiles()
  }
}
