using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>Reads the contract that a command names: an assembly or a descriptor set.</summary>
internal static class Contracts
{
    /// <summary>Returns the descriptor set, or null if the contract has problems.</summary>
    public static FileDescriptorSet? Read(ExportOptions export, ProblemList problems) =>
        Path.GetExtension(export.Assembly) is ".dll" or ".exe"
            ? Exporter.Read(export, problems)?.Descriptors
            : ReleasedContract.Read(export.Assembly);
}
