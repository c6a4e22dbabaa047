using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The natively published server. These tests do not publish it: that takes minutes, and build/test.sh has done it.</summary>
internal static class ServerBinary
{
    private const string Variable = "CODEFIRST_SERVER";

    public static string Path
    {
        get
        {
            var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
                ? chosen
                : System.IO.Path.Combine(Repository.Root, "out", "server", "CodeFirst.Server");

            return File.Exists(path)
                ? path
                : throw new FileNotFoundException(
                    $"No server at {path}: run `dotnet publish Server -c Release -r {RuntimeInformation.RuntimeIdentifier} -o out/server`"
                    + $" in {Repository.Root}, or set {Variable} to one.");
        }
    }
}
