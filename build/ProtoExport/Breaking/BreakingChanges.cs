using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares a contract with the one that was released. What is added breaks nobody, so it is not told.</summary>
internal static class BreakingChanges
{
    /// <summary>All breaks of a level, in the order of the released declarations.</summary>
    /// <param name="released">What callers rely on.</param>
    /// <param name="current">What they would meet.</param>
    /// <param name="level">Whom to protect.</param>
    /// <param name="memberOf">The C# member that a current declaration comes from, if it is known.</param>
    public static IReadOnlyList<Problem> Between(
        FileDescriptorSet released, FileDescriptorSet current, BreakingLevels level, Func<IMessage, MemberInfo?> memberOf)
    {
        var report = new BreakingReport(level);
        if (level == BreakingLevels.Off)
        {
            return report.Problems;
        }

        var before = new Schema(released);
        var after = new Schema(current);
        var names = new WireNames(memberOf);

        new FileChecks(before, after, report).Run();
        new ServiceChecks(before, after, report, names).Run();
        new MessageChecks(before, after, report, names).Run();
        new EnumChecks(before, after, report, names).Run();
        return report.Problems;
    }
}
