using System.Reflection;

namespace CodeFirst.Hosting;

/// <summary>The version of this server, with the commit it was built from where the build knew it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
