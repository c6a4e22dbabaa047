namespace CodeFirst.Hosting.Reflection;

internal static partial class ReflectionLog
{
    [LoggerMessage(
        5,
        LogLevel.Warning,
        "Server reflection does not show {Service}: no descriptor set with it is in the program. Reference CodeFirst.ProtoExport in the"
        + " project of its contract, and CodeFirst.Hosting in this one.")]
    public static partial void NotReflected(this ILogger logger, string service);
}
