using System.Reflection;

namespace CodeFirst.Hosting.Start;

internal static class ProgramAssembly
{
    /// <summary>Returns the assembly of the program. That is the entry assembly, except in a test that starts the program in its own process.</summary>
    public static Assembly? Of(IHostEnvironment environment)
    {
        var entry = Assembly.GetEntryAssembly();
        if (entry?.GetName().Name == environment.ApplicationName)
        {
            return entry;
        }

        return Array.Find(
            AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == environment.ApplicationName) ?? entry;
    }
}
