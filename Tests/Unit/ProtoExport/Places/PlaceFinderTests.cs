using System.Reflection;
using CodeFirst.ProtoExport.Places;
using CodeFirst.ProtoExport.Problems;
using Microsoft.CodeAnalysis.Emit;

namespace CodeFirst.Tests.Unit.ProtoExport.Places;

public sealed class PlaceFinderTests
{
    private const string Orders = """
        using System.Threading.Tasks;
        using ProtoBuf;
        using ProtoBuf.Grpc.Configuration;

        namespace Shop
        {
            [Service]
            public interface IOrders
            {
                ValueTask<Order> Get(Order order);
                ValueTask<Order> Get(Page<Order> page);
            }

            [ProtoContract] public record Order([property: ProtoMember(1)] int Id, [property: ProtoMember(2)] string Name = "(")
            {
                [ProtoMember(3)] public Kind Kind { get; set; }
                [ProtoMember(4)] private int _stock;
                public enum State { Open, Closed = 5 }
            }

            public enum Kind { None, Tea }

            [ProtoContract] public partial class Page<T> { [ProtoMember(1)] public T[] Items; }
        }
        """;

    private CompiledSources _sources = null!;

    [SetUp]
    public void Write()
    {
        _sources = new CompiledSources();
        _sources.Write("Orders.cs", Orders);
        _sources.Write("Page.cs", "namespace Shop { partial class Page<T> { [ProtoBuf.ProtoMember(2)] public int Total { get; set; } } }");
    }

    [TearDown]
    public void Delete() => _sources.Dispose();

    [TestCase("Shop.IOrders", null, "Orders.cs(8,22)")]
    [TestCase("Shop.IOrders", "Get", "Orders.cs(10,26)")]
    [TestCase("Shop.Order", null, "Orders.cs(14,35)")]
    [TestCase("Shop.Order", "Id", "Orders.cs(14,72)")]
    [TestCase("Shop.Order", "Name", "Orders.cs(14,110)")]
    [TestCase("Shop.Order", "Kind", "Orders.cs(16,38)")]
    [TestCase("Shop.Order", "_stock", "Orders.cs(17,38)")]
    [TestCase("Shop.Order", "<Kind>k__BackingField", "Orders.cs(16,38)")]
    [TestCase("Shop.Order+State", "Closed", "Orders.cs(18,35)")]
    [TestCase("Shop.Kind", "Tea", "Orders.cs(21,30)")]
    [TestCase("Shop.Page`1", "Items", "Orders.cs(23,80)")]
    [TestCase("Shop.Page`1", "Total", "Page.cs(1,79)")]
    [TestCase("Shop.Page`1", null, "Orders.cs(23,42)")]
    public void A_declaration_is_found_where_it_is_written(string type, string? member, string place)
    {
        var assembly = _sources.Compile();

        Find(assembly, type, member).Should().Be(Path.Combine(_sources.Folder, place));
    }

    [Test]
    public void Overloads_are_told_apart_by_the_names_of_their_parameters()
    {
        var assembly = _sources.Compile();
        var methods = assembly.GetType("Shop.IOrders")!.GetMethods();

        methods.Select(method => Finder().Find(method)).Should()
            .Equal(_sources.File("Orders.cs(10,26)"), _sources.File("Orders.cs(11,26)"));
    }

    [Test]
    public void A_member_of_a_closed_generic_type_is_where_the_generic_type_is()
    {
        var page = _sources.Compile().GetType("Shop.Page`1")!.MakeGenericType(typeof(int));

        Finder().Find(page.GetProperty("Total")!).Should().Be(_sources.File("Page.cs(1,79)"));
        Finder().Find(page).Should().Be(_sources.File("Orders.cs(23,42)"));
    }

    [Test]
    public void Symbols_inside_the_assembly_are_read()
    {
        var assembly = _sources.Compile(DebugInformationFormat.Embedded);

        File.Exists(_sources.File("Shop.pdb")).Should().BeFalse();
        Find(assembly, "Shop.Kind", "Tea").Should().EndWith("Orders.cs(21,30)");
    }

    [Test]
    public void The_paths_of_a_deterministic_build_are_led_back()
    {
        var assembly = _sources.Compile(pathsIn: "/_/");

        Finder().Find(assembly.GetType("Shop.Order")!).Should().BeNull("nothing says where /_/ is");
        Finder($"{_sources.Folder}/=/_/").Find(assembly.GetType("Shop.Order")!).Should().Be(_sources.File("Orders.cs(14,35)"));
    }

    [Test]
    public void A_source_that_changed_since_it_was_compiled_has_no_places()
    {
        var assembly = _sources.Compile();
        _sources.Write("Orders.cs", "\n" + Orders);

        Find(assembly, "Shop.Order", "Kind").Should().BeNull();
    }

    [Test]
    public void Without_symbols_or_with_those_of_another_build_there_are_no_places()
    {
        var assembly = _sources.Compile();
        File.Delete(_sources.File("Shop.pdb"));

        Find(assembly, "Shop.Order", "Kind").Should().BeNull();

        File.WriteAllText(_sources.File("Shop.pdb"), "damaged");

        Find(assembly, "Shop.Order", "Kind").Should().BeNull();
    }

    [Test]
    public void What_is_declared_twice_under_conditions_has_no_place()
    {
        _sources.Write("Orders.cs", Orders + """

            #if A
            namespace Shop { enum Side { Left } }
            #else
            namespace Shop { enum Side { Left } }
            #endif
            """);
        var assembly = _sources.Compile();

        Find(assembly, "Shop.Side", "Left").Should().BeNull();
        Find(assembly, "Shop.Side", null).Should().BeNull();
    }

    [Test]
    public void A_problem_with_a_place_begins_with_it()
    {
        var member = _sources.Compile().GetType("Shop.Order")!.GetProperty("Id")!;
        var problems = new ProblemList { Places = Finder() };
        problems.Warn("CFP0501", member, "is a surprise.", "Rename it.");

        problems.Lines.Should().Equal($"{_sources.File("Orders.cs")}(14,72): warning CFP0501: Shop.Order.Id: is a surprise. Rename it.");
    }

    private string? Find(Assembly assembly, string type, string? member)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var found = assembly.GetType(type, throwOnError: true)!;
        return Finder().Find(member is null ? found : found.GetMember(member, all)[0]);
    }

    private PlaceFinder Finder(string pathMap = "") => new(_ => _sources.AssemblyPath, new PathMap(pathMap));
}
