using CodeFirst.Contracts;
using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.Tests.Unit.Transcoding.Descriptors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

public sealed class BreakingGateTests
{
    private static readonly string Assembly = typeof(IUserService).Assembly.Location;

    [Test]
    public void The_contract_of_this_repository_breaks_nobody()
    {
        using var folder = new TemporaryFolder();
        var released = Path.Combine(Repository.Root, "Contracts", "proto", "CodeFirst.Contracts.released.binpb");

        var result = Exporter.Export(Options(folder, released));

        File.Exists(released).Should().BeTrue();
        result.Lines.Should().OnlyContain(line => line.StartsWith("[output]", StringComparison.Ordinal));
    }

    [Test]
    public void Without_a_released_contract_everything_passes_and_the_log_says_how_to_make_one()
    {
        using var folder = new TemporaryFolder();

        var result = Exporter.Export(Options(folder, folder.File("none.binpb")));

        result.Succeeded.Should().BeTrue();
        result.Lines.Should().ContainSingle(line => line.StartsWith("[gate]", StringComparison.Ordinal))
            .Which.Should().Contain("none.binpb").And.Contain("-t:AcceptContract");
    }

    [Test]
    public void A_contract_that_breaks_is_not_written_and_the_error_names_the_member()
    {
        using var folder = new TemporaryFolder();
        var baseline = Release(folder, file => FieldOf(file, "User", "email").Type = FieldDescriptorProto.Types.Type.Int64);

        var result = Exporter.Export(Options(folder, baseline));

        result.Succeeded.Should().BeFalse();
        var user = Path.Combine(Repository.Root, "Contracts", "User.cs");
        result.Lines.Should().ContainSingle().Which.Should().StartWith($"{user}(").And.EndWith(
            "): error CFP1307: CodeFirst.Contracts.User.Email (userservice.User.email): "
            + "changed its type from int64 to string (FIELD_WIRE_JSON_COMPATIBLE_TYPE). "
            + "Give it the old type, and add a new field with a new number; or make a new package version.");
        Directory.GetFiles(folder.Path).Should().Equal(baseline);
    }

    [Test]
    public void A_field_that_is_gone_is_named_with_the_type_it_was_in()
    {
        using var folder = new TemporaryFolder();
        var baseline = Release(folder, file => Message(file, "User").Field.Add(new FieldDescriptorProto
        {
            Name = "phone",
            JsonName = "phone",
            Number = 90,
            Type = FieldDescriptorProto.Types.Type.String,
        }));

        var result = Exporter.Export(Options(folder, baseline));

        result.Lines.Should().HaveCount(2).And.OnlyContain(line =>
            line.Contains("CodeFirst.Contracts.User (userservice.User.phone = 90): was removed", StringComparison.Ordinal));
    }

    [Test]
    public void An_rpc_that_is_gone_is_named_with_its_interface()
    {
        using var folder = new TemporaryFolder();
        var baseline = Release(folder, file => file.Service[0].Method[0].Name = "ReadUser");

        var result = Exporter.Export(Options(folder, baseline));

        result.Lines.Should().ContainSingle()
            .Which.Should().Contain("error CFP1502: CodeFirst.Contracts.IUserService (userservice.UserService/ReadUser): was removed");
    }

    [Test]
    public void Accepting_makes_a_broken_contract_the_released_one_and_says_what_it_breaks()
    {
        using var folder = new TemporaryFolder();
        var baseline = Release(folder, file => file.Service[0].Method[0].Name = "ReadUser");

        var accepted = Exporter.Accept(Options(folder, baseline));
        var exported = Exporter.Export(Options(folder, baseline));

        accepted.Lines.Should()
            .Contain(line => line.Contains("is the released contract now: userservice.UserService", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("[accepted] CFP1502 ", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("error", StringComparison.Ordinal), "MSBuild would fail the build");
        exported.Succeeded.Should().BeTrue();
    }

    [Test]
    public void The_released_contract_has_no_comments()
    {
        using var folder = new TemporaryFolder();
        var baseline = folder.File("released.binpb");

        Exporter.Accept(Options(folder, baseline));

        ReleasedContract.Read(baseline).File.Should().OnlyContain(file => file.SourceCodeInfo == null);
    }

    [TestCase("", "it is empty")]
    [TestCase("version https://git-lfs.github.com/spec/v1", "is not a descriptor set to compare with: ")]
    [TestCase("\n\u0010\n\u0001a\u001a\u0001b\"\u0006\n\u0001M\u0012\u0001", "is not a descriptor set to compare with: ")]
    public void A_damaged_baseline_is_an_error_of_its_own(string content, string why)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("released.binpb"), content);

        var failure = Assert.Throws<ExportException>(() => Exporter.Export(Options(folder, folder.File("released.binpb"))));

        failure!.Problem.Code.Should().Be(ProblemCodes.UnreadableBaseline);
        failure.Problem.ToString().Should().Contain(why).And.Contain("Restore it from version control");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_baseline_with_an_extension_of_nothing_is_refused(bool isInMessage)
    {
        var read = () => ReleasedContract.Parse(ContractDescriptorsTests.ExtendsNothing(isInMessage).ToByteArray(), "a.released.binpb");

        read.Should().Throw<ExportException>().Which.Problem.Code.Should().Be(ProblemCodes.UnreadableBaseline);
    }

    [Test]
    public void Accepting_replaces_a_damaged_baseline()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("released.binpb"), "damaged");

        Exporter.Accept(Options(folder, folder.File("released.binpb"))).Succeeded.Should().BeTrue();

        Exporter.Export(Options(folder, folder.File("released.binpb"))).Succeeded.Should().BeTrue();
    }

    [TestCase("WIRE", BreakingLevels.Wire)]
    [TestCase("WIRE_JSON", BreakingLevels.WireJson)]
    [TestCase("FILE", BreakingLevels.Files)]
    [TestCase("Off", BreakingLevels.Off)]
    [TestCase("off", BreakingLevels.Off)]
    public void The_property_chooses_the_level(string property, object level)
    {
        ExportOptions.Parse(["assembly=a", "directory=d", $"rules={property}"]).Rules.Should().Be((BreakingLevels)level);
    }

    [Test]
    public void Another_level_is_refused()
    {
        var failure = Assert.Throws<ExportException>(() => ExportOptions.Parse(["assembly=a", "directory=d", "rules=PACKAGE"]));

        failure!.Problem.ToString().Should().Be(
            "CodeFirst.ProtoExport : error CFP0005: ProtoExportBreaking: cannot be PACKAGE. Use WIRE_JSON, WIRE, FILE or Off.");
    }

    // A build for CI is deterministic, and compiles other paths of the sources into the contract.
    private static ExportOptions Options(TemporaryFolder folder, string baseline) => new()
    {
        Assembly = Assembly,
        Directory = folder.Path,
        Baseline = baseline,
        PathMap = $"{Repository.Root}/=/_/",
    };

    // The contract as it might have been before.
    private static string Release(TemporaryFolder folder, Action<FileDescriptorProto> change)
    {
        var exported = Exporter.Read(Options(folder, ""), new ProblemList())!;
        change(exported.Descriptors.File.Single(file => file.Name == "user_service.proto"));
        File.WriteAllBytes(folder.File("released.binpb"), exported.Descriptors.ToByteArray());
        return folder.File("released.binpb");
    }

    private static DescriptorProto Message(FileDescriptorProto file, string name) =>
        file.MessageType.Single(message => message.Name == name);

    private static FieldDescriptorProto FieldOf(FileDescriptorProto file, string message, string field) =>
        Message(file, message).Field.Single(candidate => candidate.Name == field);
}
