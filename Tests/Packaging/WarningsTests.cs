namespace CodeFirst.Tests.Packaging;

/// <summary>A warning of the exporter is silenced and raised as those of the compiler are.</summary>
public sealed class WarningsTests
{
    private const string Code = "CFP0508";

    // protobuf-net numbers the members by the alphabet, so that one more member moves the others.
    private static readonly string Contract = ContractProject.Contract
        .Replace("[ProtoContract]", "[ProtoContract(ImplicitFields = ImplicitFields.AllPublic)]", StringComparison.Ordinal)
        .Replace("[ProtoMember(1, Name = \"price\")]", "", StringComparison.Ordinal)
        .Replace("int Price { get; set; }", """
            int Price { get; set; }

                /// <summary>Of the paint.</summary>
                public Colour Colour { get; set; }
            """, StringComparison.Ordinal)
        + """


        /// <summary>What can be painted.</summary>
        public enum Colour
        {
            /// <summary>No paint.</summary>
            None,

            /// <summary>As a rose is.</summary>
            Red,
        }
        """;

    [Test]
    public async Task A_warning_is_shown_by_every_build_that_exports_and_stops_none()
    {
        var project = Project("Shop.Warned");

        var quiet = await DotNet.BuildAsync(project.Folder, "build", "-v:q").OrFailAsync();
        var unchanged = await project.BuildAsync("build", "--no-restore").OrFailAsync();
        var prefixed = project.Read("proto/orders.proto");
        var changed = await project.BuildAsync("build", "--no-restore", "-p:ProtoExportEnumNames=CSharp").OrFailAsync();

        quiet.Output.Should().Contain($"Orders.cs(18,21): warning {Code}: Shop.Order");
        unchanged.Output.Should().NotContain($"{Code}: ", "like the compiler, what does not run does not warn");
        changed.Output.Should().Contain($"warning {Code}: Shop.Order");
        prefixed.Should().Contain("COLOUR_RED = 1;");
        project.Read("proto/orders.proto").Should().Contain(" Red = 1;", "that is what changed");
    }

    [Test]
    public async Task A_raised_warning_is_one_error_and_nothing_is_written()
    {
        var project = Project("Shop.Raised");

        var raised = await project.BuildAsync("build", "-p:TreatWarningsAsErrors=true");

        raised.ExitCode.Should().Be(1, raised.ToString());
        raised.Output.Should().Contain($"error {Code}: Shop.Order").And.NotContain($"warning {Code}");
        Directory.Exists(project.File("proto")).Should().BeFalse();

        var named = await project.BuildAsync("build", "--no-restore", $"-p:WarningsAsErrors={Code}");

        named.ExitCode.Should().Be(1, named.ToString());
        named.Output.Should().Contain($"error {Code}: Shop.Order");

        var spared = await project.BuildAsync(
            "build", "--no-restore", "-p:TreatWarningsAsErrors=true", $"-p:WarningsNotAsErrors={Code}").OrFailAsync();

        spared.Output.Should().Contain($"warning {Code}: Shop.Order");
    }

    [Test]
    public async Task A_warning_is_silenced_by_the_project_and_by_the_code()
    {
        var project = Project("Shop.Silenced");

        var byProject = await project.BuildAsync(
            "build", "-p:TreatWarningsAsErrors=true", $"-p:NoWarn=CS1591%3B{Code}").OrFailAsync();
        project.Write("Suppressions.cs", $"""
            [assembly: System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
                "CodeFirst.ProtoExport", "{Code}", Scope = "type", Target = "~T:Shop.Order", Justification = "Nothing is added to it.")]
            """);
        var byCode = await project.BuildAsync("build", "--no-restore", "-p:TreatWarningsAsErrors=true").OrFailAsync();

        byProject.Output.Should().NotContain($"{Code}: ");
        byCode.Output.Should().NotContain($"{Code}: ");
        ContractProject.Exports(byCode).Should().Be(1);
    }

    private static ContractProject Project(string name)
    {
        var project = new ContractProject(name, "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>");
        project.Write("Orders.cs", Contract);
        return project;
    }
}
