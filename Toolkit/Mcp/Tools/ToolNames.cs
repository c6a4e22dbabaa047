using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace CodeFirst.Mcp.Tools;

/// <summary>The names of tools.</summary>
internal static class ToolNames
{
    /// <summary>The protocol allows 128 characters and dots; some models do not.</summary>
    public const int Longest = 64;

    /// <summary>Returns the name of the tool that a method is if nothing else is said: GetOrder is get_order.</summary>
    public static string Of(MethodDescriptor method) => JsonNamingPolicy.SnakeCaseLower.ConvertName(method.Name);

    public static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    /// <summary>Returns the name for people: get_order is "Get order".</summary>
    public static string TitleOf(string name)
    {
        var words = new StringBuilder(name).Replace('_', ' ').Replace('-', ' ');
        words[0] = char.ToUpperInvariant(words[0]);

        return words.ToString();
    }

    public static string FullName(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";
}
