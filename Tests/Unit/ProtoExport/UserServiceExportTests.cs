using CodeFirst.Contracts;
using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Routes;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class UserServiceExportTests
{
    private static readonly string Assembly = typeof(IUserService).Assembly.Location;

    private static readonly Dictionary<string, string> FileOptions = new()
    {
        ["csharp_namespace"] = "CodeFirst.Proto",
        ["go_package"] = "github.com/myorg/myapp/proto/userservice",
    };

    [Test]
    public void The_committed_file_is_what_the_contract_exports()
    {
        using var folder = new TemporaryFolder();

        var committed = File.ReadAllText(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.proto"));

        Run(folder);

        File.ReadAllText(folder.File("user_service.proto")).Should().Be(committed);
    }

    [Test]
    public void The_contract_is_exported_with_every_warning_raised_to_an_error()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder, new WarningRules("", "", "", allAreErrors: true));

        result.Succeeded.Should().BeTrue(string.Join('\n', result.Lines));
        File.Exists(folder.File("user_service.proto")).Should().BeTrue();
    }

    [Test]
    public void Protoc_reads_the_text_as_the_descriptor_set_that_was_written_but_for_the_routes()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        Protoc.Run([], $"--proto_path={folder.Path}", $"--descriptor_set_out={folder.File("protoc")}", "user_service.proto");

        var ours = Read(folder.File("user_service.binpb"));
        WithoutRoutes(ours).Should().Be(Read(folder.File("protoc")));
    }

    [Test]
    public void With_ProtoExportHttpRules_the_text_has_the_routes_and_what_it_imports_is_beside_it()
    {
        using var folder = new TemporaryFolder();
        Run(folder);
        var plain = Read(folder.File("user_service.binpb"));

        Run(folder, httpRules: true);
        Protoc.Run(
            [],
            $"--proto_path={folder.Path}",
            $"--proto_path={Protoc.WellKnownTypes}",
            "--include_source_info",
            $"--descriptor_set_out={folder.File("protoc")}",
            "user_service.proto");

        File.ReadAllText(folder.File("user_service.proto")).Should().Contain("option (google.api.http) = {get: \"/v1/users/{id}\"};");
        Directory.GetFiles(folder.Path, "*.proto", SearchOption.AllDirectories).Should().HaveCount(3);
        var ours = Read(folder.File("user_service.binpb"));
        var theirs = Read(folder.File("protoc"));
        RulesOf(ours).Should().Equal(RulesOf(theirs)).And.Equal(RulesOf(plain)).And.HaveCount(7);
        ours.SourceCodeInfo.Location.Should().Equal(theirs.SourceCodeInfo.Location);
    }

    [Test]
    public void Microsofts_transcoder_serves_the_contract_as_it_is_exported()
    {
        using var folder = new TemporaryFolder();
        Run(folder, httpRules: true);

        var used = Path.Combine(Repository.Root, "bench", "Peers", "JsonTranscoding", "user_service.proto");

        File.ReadAllText(used).Should().Be(File.ReadAllText(folder.File("user_service.proto")), "the transcoder is to serve the contract as it is: copy the exported file there");
    }

    [Test]
    public void The_descriptor_set_has_the_routes_and_what_they_answer_and_needs_no_other_file()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        Protoc.Run([], $"--descriptor_set_in={folder.File("user_service.binpb")}", $"--descriptor_set_out={folder.File("copy")}", "user_service.proto");

        var service = Read(folder.File("user_service.binpb")).Service.Single();
        RulesOf(Read(folder.File("user_service.binpb"))).Select(rule => rule!.ToString()).Should().Equal(
            "{ \"get\": \"/v1/users/{id}\" }",
            "{ \"get\": \"/v1/users\" }",
            "{ \"post\": \"/v1/users\", \"body\": \"*\" }",
            "{ \"get\": \"/v1/users/{user_id}/activity\" }",
            "{ \"patch\": \"/v1/users/{id}\", \"body\": \"*\" }",
            "{ \"delete\": \"/v1/users/{id}\" }",
            "{ \"post\": \"/v1/users/{user_id}/activity\", \"body\": \"*\" }");
        service.Method.Select(HttpAnswer.Of).Should().Equal(
            HttpAnswer.None,
            HttpAnswer.None,
            new HttpAnswer(201, "/v1/users/{id}", "", ""),
            new HttpAnswer(0, "", "sequence", "after_sequence"),
            HttpAnswer.None,
            new HttpAnswer(204, "", "", ""),
            HttpAnswer.None);
    }

    [Test]
    public void Protoc_accepts_the_descriptor_set_in_place_of_the_text()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        Protoc.Run([], $"--descriptor_set_in={folder.File("user_service.binpb")}", $"--csharp_out={folder.Path}", "user_service.proto");

        File.ReadAllText(folder.File("UserService.cs")).Should().Contain("namespace CodeFirst.Proto {");
    }

    [Test]
    public void Every_rpc_of_the_contract_is_in_the_descriptors_for_reflection()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        var set = FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(folder.File("user_service.binpb")));
        var files = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()));

        var service = files.SelectMany(file => file.Services).Single();
        service.FullName.Should().Be("userservice.UserService");
        service.Methods.Select(method => method.Name).Should().Equal(
            "GetUser", "ListUsers", "CreateUser", "StreamUserActivity", "UpdateUser", "DeleteUser", "RecordActivity");
    }

    [Test]
    public void Every_declaration_has_a_comment()
    {
        using var folder = new TemporaryFolder();
        Run(folder);

        var locations = Read(folder.File("user_service.binpb")).SourceCodeInfo.Location;

        // The path to a declaration is pairs: the kind, and which of them.
        locations.Where(location => location.Path.Count is 2 or 4 && location.Path[0] is 4 or 5 or 6).Should().HaveCountGreaterThan(40)
            .And.OnlyContain(location => location.LeadingComments.Length > 0);
    }

    [Test]
    public void Files_that_would_not_change_are_not_written()
    {
        using var folder = new TemporaryFolder();
        Run(folder);
        var longAgo = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] files = [folder.File("user_service.proto"), folder.File("user_service.binpb")];
        Array.ForEach(files, file => File.SetLastWriteTimeUtc(file, longAgo));

        var result = Run(folder);

        result.Lines.Should().OnlyContain(line => line.EndsWith("(unchanged)", StringComparison.Ordinal));
        files.Should().OnlyContain(file => File.GetLastWriteTimeUtc(file) == longAgo);
    }

    [Test]
    public void The_contract_can_be_built_again_while_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.File("Contract.dll");
        File.Copy(Assembly, copy);

        Exporter.Export(new ExportOptions { Assembly = copy, Directory = folder.Path });

        using var exclusive = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        exclusive.CanWrite.Should().BeTrue();
    }

    private static ExportResult Run(TemporaryFolder folder, WarningRules? warnings = null, bool httpRules = false) => Exporter.Export(new ExportOptions
    {
        Assembly = Assembly,
        Documentation = Path.ChangeExtension(Assembly, ".xml"),
        Directory = folder.Path,
        FileOptions = FileOptions,
        HttpRules = httpRules,
        Warnings = warnings ?? WarningRules.None,
    });

    private static IEnumerable<HttpRule?> RulesOf(FileDescriptorProto file) =>
        file.Service.Single().Method.Select(method => method.Options?.GetExtension(AnnotationsExtensions.Http));

    private static FileDescriptorProto WithoutRoutes(FileDescriptorProto file)
    {
        var copy = Export.WithoutSource(file);
        copy.Dependency.Clear();
        foreach (var method in copy.Service.Single().Method)
        {
            method.Options = method.Options is { HasIdempotencyLevel: true } options
                ? new MethodOptions { IdempotencyLevel = options.IdempotencyLevel }
                : null;
        }

        return copy;
    }

    private static FileDescriptorProto Read(string path) =>
        FileDescriptorSet.Parser.WithExtensionRegistry([AnnotationsExtensions.Http]).ParseFrom(File.ReadAllBytes(path))
            .File.Single(file => file.Name == "user_service.proto");
}
