using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Routes;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The compiler of Google, which every other language trusts.</summary>
internal static class Protoc
{
    /// <summary>What protoc reads in the text of a contract. It fails with protoc's own words if the text is not valid.</summary>
    public static FileDescriptorProto Compile(ContractFile contract, PrintedProto printed) => Compile([(contract, printed)]).Single();

    public static IReadOnlyList<FileDescriptorProto> Compile(IReadOnlyList<(ContractFile Contract, PrintedProto Printed)> files)
    {
        using var folder = new TemporaryFolder();
        Run(folder, files, "--include_source_info", $"--descriptor_set_out={folder.File("out")}");

        return FileDescriptorSet.Parser.WithExtensionRegistry([AnnotationsExtensions.Http])
            .ParseFrom(File.ReadAllBytes(folder.File("out"))).File;
    }

    /// <summary>The C# source that Google's compiler makes of the files, for a contract-first peer.</summary>
    public static IReadOnlyList<string> GenerateCSharp(IReadOnlyList<(ContractFile Contract, PrintedProto Printed)> files)
    {
        using var folder = new TemporaryFolder();
        var output = Directory.CreateDirectory(folder.File("generated"));
        Run(folder, files, $"--csharp_out={output.FullName}", "--csharp_opt=base_namespace=");

        return [.. output.EnumerateFiles("*.cs", SearchOption.AllDirectories).Select(file => File.ReadAllText(file.FullName))];
    }

    /// <summary>A message as text, read by the printed contract.</summary>
    public static string Decode(ContractFile contract, PrintedProto printed, string message, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(contract.Descriptor.Name), printed.Text);

        return Run(bytes, $"--proto_path={folder.Path}", $"--proto_path={WellKnownTypes}", $"--decode={message}", contract.Descriptor.Name);
    }

    public static string Run(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo(ToolPath, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        errors.GetAwaiter().GetResult().Should().BeEmpty();
        process.ExitCode.Should().Be(0);
        return output;
    }

    /// <summary>Puts the files that declare google.api.http where protoc finds them.</summary>
    public static void AddGoogleFiles(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.File("google/api"));
        foreach (var file in new[] { GoogleFiles.Annotations, GoogleFiles.Http })
        {
            File.WriteAllBytes(folder.File(file), GoogleFiles.Text(file));
        }
    }

    private static void Run(
        TemporaryFolder folder, IReadOnlyList<(ContractFile Contract, PrintedProto Printed)> files, params string[] arguments)
    {
        AddGoogleFiles(folder);
        foreach (var (contract, printed) in files)
        {
            var path = folder.File(contract.Descriptor.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, printed.Text);
        }

        Run(
            [],
            [
                $"--proto_path={folder.Path}",
                $"--proto_path={WellKnownTypes}",
                .. arguments,
                .. files.Select(file => file.Contract.Descriptor.Name),
            ]);
    }

    public static string WellKnownTypes => Path.Combine(Package, "build", "native", "include");

    private static string Package =>
        typeof(Protoc).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "GrpcTools").Value!;

    private static string ToolPath
    {
        get
        {
            var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
            var folder = OperatingSystem.IsWindows() ? "windows_x64"
                : OperatingSystem.IsMacOS() ? "macosx_universal"
                : $"linux_{architecture}";
            return Path.Combine(Package, "tools", folder, OperatingSystem.IsWindows() ? "protoc.exe" : "protoc");
        }
    }
}
