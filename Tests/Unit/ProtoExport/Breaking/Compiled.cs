using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>.proto texts as protoc reads them.</summary>
internal static class Compiled
{
    /// <summary>Compiles one file in the package shop. A text that starts with syntax is taken as it is.</summary>
    public static FileDescriptorSet Shop(string text) => Files(("shop.proto", text));

    public static FileDescriptorSet Files(params (string Name, string Text)[] files)
    {
        using var folder = new TemporaryFolder();
        Protoc.AddGoogleFiles(folder);
        foreach (var (name, text) in files)
        {
            var isWhole = text.StartsWith("syntax", StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), isWhole ? text : $"syntax = \"proto3\"; package shop; {text}");
        }

        Protoc.Run(
            [],
            [
                $"--proto_path={folder.Path}",
                $"--proto_path={Protoc.WellKnownTypes}",
                "--include_imports",
                "--include_source_info",
                $"--descriptor_set_out={folder.File("out")}",
                .. files.Select(file => file.Name),
            ]);
        return FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(folder.File("out")));
    }
}
