using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The property ProtoExportEnumNames.</summary>
public sealed class EnumNamesTests
{
    private const string Source =
        """
        using System.Runtime.Serialization;
        using System.ServiceModel;
        using System.Threading.Tasks;

        [ServiceContract(Name = "shop.Orders")]
        public interface IOrders
        {
            ValueTask<Order> Get(Order order);
        }

        public enum Color { None, DarkRed, [EnumMember(Value = "COLOR_BLUE")] Blue }

        public enum Size { None = 1, Large }

        [DataContract]
        public class Order
        {
            [DataMember(Order = 1)] public Color Color { get; set; }
            [DataMember(Order = 2)] public Size Size { get; set; } = Size.Large;
        }
        """;

    [Test]
    public void Values_have_the_name_of_their_enum_before_them()
    {
        var (names, problems) = Export(EnumNameForm.Prefix);

        names.Should().Equal("COLOR_NONE", "COLOR_DARK_RED", "COLOR_BLUE", "SIZE_UNSPECIFIED", "SIZE_NONE", "SIZE_LARGE");
        problems.Should().NotContain(problem => problem.Code == ProblemCodes.MemberRenamed);
    }

    [Test]
    public void Values_keep_their_names_in_CSharp_if_the_project_asks_for_it_and_they_are_free()
    {
        var (names, problems) = Export(EnumNameForm.CSharp);

        names.Should().Equal("None", "DarkRed", "COLOR_BLUE", "Unspecified", "SIZE_NONE", "Large");
        problems.Should().ContainSingle(problem => problem.Code == ProblemCodes.MemberRenamed)
            .Which.ToString().Should().Contain("CFP0510: Size.None: is SIZE_NONE in the .proto: None is taken there.");
    }

    [Test]
    public void The_form_is_a_line_of_the_response_file()
    {
        ExportOptions.Parse(["assembly=a.dll", "directory=proto", "enumnames=CSharp"]).EnumNames.Should().Be(EnumNameForm.CSharp);
        ExportOptions.Parse(["assembly=a.dll", "directory=proto", "enumnames=prefix"]).EnumNames.Should().Be(EnumNameForm.Prefix);
        ExportOptions.Parse(["assembly=a.dll", "directory=proto", "enumnames="]).EnumNames.Should().Be(EnumNameForm.Prefix);
    }

    [Test]
    public void Another_form_is_refused_with_the_ones_there_are()
    {
        var parse = () => ExportOptions.Parse(["assembly=a.dll", "directory=proto", "enumnames=camelCase"]);

        parse.Should().Throw<ExportException>().Which.Problem.ToString().Should()
            .Contain("error CFP0005: ProtoExportEnumNames: cannot be camelCase. Use Prefix or CSharp.");
    }

    private static (IEnumerable<string> Names, IReadOnlyList<Problem> Problems) Export(EnumNameForm form)
    {
        var problems = new ProblemList();
        var contract = ContractCase.FromSource("EnumNames", Source);
        var file = new ContractReader(XmlDocumentation.Parse("<doc/>"), problems, enumNames: form).Read(contract.Assembly, "").Single();

        return (file.Descriptor.EnumType.SelectMany(@enum => @enum.Value).Select(value => value.Name), problems.All);
    }
}
