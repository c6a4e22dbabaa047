using CodeFirst.ProtoExport.Breaking.Rules;
using CodeFirst.ProtoExport.Tools;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares the tools that methods are. A tool may be added, and a title may change.</summary>
internal sealed class ToolChecks(BreakingReport report)
{
    public void Check(MethodDescriptorProto before, MethodDescriptorProto after, WireName where)
    {
        if (Tool.Of(before) is not { } was)
        {
            return;
        }

        var fix = $"[Tool(\"{was.Name}\")]";
        if (Tool.Of(after) is not { } @is)
        {
            report.Add(ToolRules.ToolNoDelete, where, $"is no longer the tool \"{was.Name}\"", fix);
        }
        else if (@is.Name != was.Name)
        {
            report.Add(ToolRules.ToolSameName, where, $"changed the name of its tool from \"{was.Name}\" to \"{@is.Name}\"", fix);
        }
    }
}
