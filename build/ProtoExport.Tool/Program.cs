namespace CodeFirst.ProtoExport.Tool;

/// <summary>The exporter as a .NET tool. A project of its own, because a package is either a tool or something to reference.</summary>
internal static class Program
{
    public static int Main(string[] args) => ProtoExport.Program.Main(args);
}
