using CodeFirst.ProtoExport;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class SeveralPackagesTests
{
    private static readonly ContractCase Contract = ContractCase.Of("SeveralPackages");

    [Test]
    public void Each_package_gets_a_file_in_its_folder_and_all_share_one_descriptor_set()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder);

        result.Succeeded.Should().BeTrue();
        File.ReadAllLines(folder.File("stamp")).Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')).Should().Equal(
            "corpus/shared/v1/shared.proto",
            "corpus/users/v1/user_service.proto",
            "corpus/orders/v1/order_service.proto",
            "Corpus.SeveralPackages.binpb");
    }

    [Test]
    public void The_options_are_those_of_each_package()
    {
        using var folder = new TemporaryFolder();

        Run(folder);

        var files = FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(folder.File("Corpus.SeveralPackages.binpb"))).File;
        var options = files.Single(file => file.Package == "corpus.users.v1").Options;
        options.GoPackage.Should().Be("example.com/gen/corpus/users/v1");
        options.JavaPackage.Should().Be("com.example.corpus.users.v1");
        options.CsharpNamespace.Should().Be("Example.Corpus.Users.V1");
    }

    [Test]
    public void Protoc_takes_the_descriptor_set_for_any_of_the_files()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        Protoc.Run(
            [],
            $"--descriptor_set_in={folder.File("Corpus.SeveralPackages.binpb")}",
            $"--csharp_out={folder.Path}",
            "corpus/orders/v1/order_service.proto");

        File.ReadAllText(folder.File("OrderService.cs")).Should().Contain("global::Example.Corpus.Shared.V1.Money");
    }

    [Test]
    public void One_name_for_all_files_is_refused()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder, "one.proto");

        result.Lines.Should().ContainSingle().Which.Should().Contain("error CFP0102: contract: has 3 packages");
    }

    private static ExportResult Run(TemporaryFolder folder, string fileName = "")
    {
        File.WriteAllBytes(folder.File("Contract.dll"), Contract.Image);
        File.WriteAllText(folder.File("Contract.xml"), Contract.Documentation);

        return Exporter.Export(new ExportOptions
        {
            Assembly = folder.File("Contract.dll"),
            Documentation = folder.File("Contract.xml"),
            Directory = folder.Path,
            FileName = fileName,
            Stamp = folder.File("stamp"),
            FileOptions = new Dictionary<string, string>
            {
                ["go_package"] = "example.com/gen/{path}",
                ["java_package"] = "com.example.{package}",
                ["csharp_namespace"] = "Example.{Package}",
            },
        });
    }
}
