using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>What is natively published. These tests do not publish it: that takes minutes, and build/test.sh has done it.</summary>
public static class NativeProgram
{
    public static Command Server => Find("Server");

    public static Command Gateway => Find("Gateway");

    private static Command Find(string part)
    {
        var variable = $"CODEFIRST_{part.ToUpperInvariant()}";
        var folder = $"out/{part.ToLowerInvariant()}";
        var path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Repository.Root, folder, $"CodeFirst.{part}");

        return File.Exists(path)
            ? new Command(path)
            : throw new FileNotFoundException(
                $"Nothing at {path}: run `dotnet publish {part} -c Release -r {RuntimeInformation.RuntimeIdentifier} -o {folder}`"
                + $" in {Repository.Root}, or set {variable}.");
    }
}
