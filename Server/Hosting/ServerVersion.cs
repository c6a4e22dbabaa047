using System.Reflection;

namespace CodeFirst.Server.Hosting;

/// <summary>The version of this server, with the commit it was built from where the build knew it.</summary>
internal static class ServerVersion
{
    public static string Text { get; } =
        typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
