using System.Globalization;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>What makes tests with random input, or with faults, run for longer. <c>Tests/README.md</c> lists the variables.</summary>
public static class Soak
{
    /// <summary>Returns the number in an environment variable, or the usual one if it is not set.</summary>
    public static int Number(string variable, int usual) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : usual;
}
