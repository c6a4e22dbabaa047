using System.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>What a break is about.</summary>
/// <param name="Text">The C# member and the element of the wire.</param>
/// <param name="Member">The C# member whose declaration an editor shows, or null for what is gone or comes from a descriptor set.</param>
internal readonly record struct WireName(string Text, MemberInfo? Member)
{
    /// <summary>An element of the wire that no C# member is known for.</summary>
    public static implicit operator WireName(string text) => new(text, Member: null);
}
