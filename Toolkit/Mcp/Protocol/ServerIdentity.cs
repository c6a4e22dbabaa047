using System.Reflection;
using System.Text.Json;

namespace CodeFirst.Mcp.Protocol;

/// <summary>What the program tells clients about itself: its name and version.</summary>
internal sealed class ServerIdentity(IHostEnvironment environment)
{
    private readonly string _version = Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "0.0.0";

    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartObject(name);
        json.WriteString("name"u8, environment.ApplicationName);
        json.WriteString("version"u8, _version);
        json.WriteEndObject();
    }
}
