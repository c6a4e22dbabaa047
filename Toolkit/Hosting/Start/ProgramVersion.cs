using System.Reflection;

namespace CodeFirst.Hosting;

/// <summary>The version of the running program.</summary>
public static class ProgramVersion
{
    /// <summary>
    /// Returns the informational version of the program's assembly, such as <c>1.2.0+8f3c2d1</c> (the part after <c>+</c> is the commit, where
    /// the build knew it), or <c>unknown</c> if it has none.
    /// </summary>
    /// <param name="environment">Names the program: <see cref="IHostEnvironment.ApplicationName"/>.</param>
    public static string Of(IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        return Start.ProgramAssembly.Of(environment)?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown";
    }
}
