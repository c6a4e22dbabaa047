using System.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What C# calls obsolete, proto calls deprecated.</summary>
internal static class Deprecation
{
    public static bool IsOn(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false);
}
