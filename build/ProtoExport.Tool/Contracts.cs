using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>Reads the contract that a command names: an assembly or a descriptor set.</summary>
internal static class Contracts
{
    /// <summary>Returns the descriptor set, or null if the contract has problems.</summary>
    public static FileDescriptorSet? Read(ExportOptions export, ProblemList problems)
    {
        if (Path.GetExtension(export.Assembly) is ".dll" or ".exe")
        {
            return Exporter.Read(export, problems)?.Descriptors;
        }

        return File.Exists(export.Assembly)
            ? ReleasedContract.Read(export.Assembly)
            : throw Arguments.BadUsage($"names {export.Assembly}, which does not exist.");
    }
}
