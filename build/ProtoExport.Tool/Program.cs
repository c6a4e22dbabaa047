using CodeFirst.ProtoExport.CommandLine;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>
/// The exporter as a .NET tool, with the commands that take more than the exporter has: <c>openapi</c> and <c>mcp</c>. A project of its own, because a
/// package is either a tool or something to reference.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["openapi", ..] && !args.Contains("--help") && !args.Contains("-h"))
        {
            return ProtoExport.Program.Run(() => OpenApiCommand.Run(args[1..]));
        }

        if (args is ["mcp", ..] && !args.Contains("--help") && !args.Contains("-h"))
        {
            return ProtoExport.Program.Run(() => McpCommand.Run(args[1..]));
        }

        var exitCode = ProtoExport.Program.Main(args);
        if (Command.AsksForHelp(args))
        {
            Console.WriteLine(OpenApiCommand.Help);
            Console.WriteLine(McpCommand.Help);
        }

        return exitCode;
    }
}
