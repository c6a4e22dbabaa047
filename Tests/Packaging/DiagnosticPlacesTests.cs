using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Packaging;

/// <summary>Clicks on the errors of a build, as an editor does: each must lead to the declaration it is about.</summary>
public sealed partial class DiagnosticPlacesTests
{
    // Each name that the build has a problem with is written once with a mark before it.
    private const string Marked = """
        using System.Runtime.Serialization;
        using System.Threading.Tasks;
        using ProtoBuf;
        using ProtoBuf.Grpc.Configuration;

        namespace Shop;

        [Service("shop.Baskets")]
        public interface IBaskets
        {
            ValueTask<Basket> GetAsync(Basket basket);

            ValueTask<Basket> <!>MergeAsync(Basket first, Basket second);
        }

        [DataContract]
        public sealed record Basket
        {
            [DataMember(Order = 1)]
            public int Size { get; init; }

            [DataMember]
            public string <!>Owner { get; init; } = "";

            [DataMember(Order = 3)]
            public Card? Card { get; init; }

            [DataMember(Order = 4)]
            public Colour Colour { get; init; }

            [DataMember(Order = 5)]
            public Odd? Odd { get; init; }
        }

        [DataContract]
        public sealed record Card([property: DataMember(Order = 1)] int Number, [property: DataMember] string <!>Holder)
        {
            private Card() : this(0, "") { }
        }

        [ProtoReserved(2)]
        public enum Colour { None, Red, <!>Blue }

        [DataContract(Name = "odd-name")]
        public sealed class <!>Odd { }
        """;

    private const string Mark = "<!>";

    [TestCase("Shop.Places", "")]
    [TestCase("Shop.EmbeddedPlaces", "<DebugType>embedded</DebugType>")]
    [TestCase("Shop.MappedPlaces", "<PathMap>$(MSBuildProjectDirectory)/=/_/</PathMap>")]
    public async Task Every_error_leads_to_its_declaration(string name, string properties)
    {
        var project = new ContractProject(name, $"""
                <TargetFramework>net10.0</TargetFramework>
                {properties}
                <Nullable>enable</Nullable>
                <NoWarn>PBN2007</NoWarn> <!-- the analyzer of protobuf-net.Grpc, which would stop the build before -->
            """);
        File.Delete(project.File("Orders.cs"));
        project.Write("Baskets.cs", Marked.Replace(Mark, "", StringComparison.Ordinal));

        var build = await project.BuildAsync("build");

        build.ExitCode.Should().Be(1, build.ToString());
        var clicked = Place().Matches(build.Output)
            .Select(match => $"{match.Groups["file"].Value} {match.Groups["line"].Value},{match.Groups["column"].Value}");
        clicked.Distinct().Should().BeEquivalentTo(Marks().Select(at => $"{project.File("Baskets.cs")} {at.Line},{at.Column}"));
    }

    private static IEnumerable<(int Line, int Column)> Marks()
    {
        var lines = Marked.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var column)
            {
                yield return (line + 1, column + 1);
            }
        }
    }

    // What Visual Studio, VS Code and the annotations of CI look for.
    [GeneratedRegex(@"^\s*(?<file>[^(\r\n]+)\((?<line>\d+),(?<column>\d+)\): (error|warning) CFP\d{4}: ", RegexOptions.Multiline)]
    private static partial Regex Place();
}
