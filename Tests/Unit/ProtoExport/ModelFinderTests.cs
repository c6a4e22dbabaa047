using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What ProtoExportModel may name.</summary>
public sealed class ModelFinderTests
{
    private const string Here = "CodeFirst.Tests.Unit.ProtoExport.ModelFinderTests.Members";

    [Test]
    public void No_name_means_a_server_that_sets_up_nothing()
    {
        ModelFinder.Find("", Assembly.GetExecutingAssembly()).Should().BeNull();
    }

    [TestCase(nameof(Members.Model))]
    [TestCase(nameof(Members.Field))]
    [TestCase(nameof(Members.Make))]
    public void A_model_that_a_member_holds_or_returns_is_that_of_the_server(string member)
    {
        var served = ModelFinder.Find($"{Here}.{member}", Assembly.GetExecutingAssembly());

        CanSerialize(served).Should().BeTrue();
    }

    [Test]
    public void A_method_that_takes_a_model_sets_one_up()
    {
        var served = ModelFinder.Find($"{Here}.{nameof(Members.Add)}", Assembly.GetExecutingAssembly());

        CanSerialize(served).Should().BeTrue();
    }

    [Test]
    public void A_method_that_returns_nothing_sets_up_the_default_model()
    {
        var served = ModelFinder.Find($"{Here}.{nameof(Members.SetUpDefault)}", Assembly.GetExecutingAssembly());

        served!.Configuration.Should().BeSameAs(BinderConfiguration.Default);
        Members.DefaultWasSetUp.Should().BeTrue();
    }

    [Test]
    public void A_configuration_is_taken_as_it_is()
    {
        var served = ModelFinder.Find($"{Here}.{nameof(Members.Configuration)}", Assembly.GetExecutingAssembly());

        served!.Configuration.Should().BeSameAs(Members.Configuration);
    }

    [Test]
    public void The_member_may_be_in_an_assembly_that_is_named()
    {
        var name = $"{Here}.{nameof(Members.Model)}, {Assembly.GetExecutingAssembly().GetName().Name}";

        CanSerialize(ModelFinder.Find(name, typeof(TypeModel).Assembly)).Should().BeTrue();
    }

    [TestCase("Nowhere.Type.Member", "which CodeFirst.Tests.Unit does not have as a static member.")]
    [TestCase(Here + ".Missing", "which CodeFirst.Tests.Unit does not have as a static member.")]
    [TestCase("Member", "which CodeFirst.Tests.Unit does not have as a static member.")]
    [TestCase(Here + ".Model, Not.There", "names the assembly Not.There, which cannot be loaded")]
    public void A_name_that_leads_nowhere_is_an_error_of_the_project(string name, string text)
    {
        var find = () => ModelFinder.Find(name, Assembly.GetExecutingAssembly());

        var problem = find.Should().Throw<ExportException>().Which.Problem;
        problem.Code.Should().Be(ProblemCodes.BadOptions);
        problem.Where.Should().Be("ProtoExportModel");
        problem.What.Should().Contain(text);
    }

    [TestCase(nameof(Members.Text), "which is String.")]
    [TestCase(nameof(Members.Nothing), "which is null.")]
    [TestCase(nameof(Members.ReturnsNothing), "which returns null.")]
    [TestCase(nameof(Members.Fails), "which fails: No database.")]
    [TestCase(nameof(Members.TakesText), "which has parameters other than one RuntimeTypeModel.")]
    [TestCase(nameof(Members.Compiled), "a compile-time model, which does not say what it writes.")]
    public void A_member_that_gives_no_model_is_refused_with_the_reason(string member, string text)
    {
        var find = () => ModelFinder.Find($"{Here}.{member}", Assembly.GetExecutingAssembly());

        var problem = find.Should().Throw<ExportException>().Which.Problem;
        problem.Code.Should().Be(ProblemCodes.UnreadableModel);
        problem.What.Should().Contain(text);
    }

    // Only a model that was set up takes a class without attributes.
    private static bool CanSerialize(ServedModel? served) => IntendedMarshallers.CanSerialize(typeof(Plain), served!.Configuration);

    private sealed class Plain
    {
        public int Number { get; set; }
    }

    private sealed class CompiledModel : TypeModel;

    private static class Members
    {
        public static readonly RuntimeTypeModel Field = Make();

        public static bool DefaultWasSetUp { get; private set; }

        public static RuntimeTypeModel Model { get; } = Make();

        public static BinderConfiguration Configuration { get; } = BinderConfiguration.Create([ProtoBufMarshallerFactory.Create(Make())]);

        public static TypeModel Compiled { get; } = new CompiledModel();

        public static string Text => "text";

        public static TypeModel? Nothing => null;

        public static RuntimeTypeModel Make()
        {
            var model = RuntimeTypeModel.Create();
            Add(model);
            return model;
        }

        public static void Add(RuntimeTypeModel model) => model.Add(typeof(Plain), false).Add(1, nameof(Plain.Number));

        public static void SetUpDefault() => DefaultWasSetUp = true;

        public static TypeModel? ReturnsNothing() => null;

        public static TypeModel Fails() => throw new InvalidOperationException("No database.");

        public static TypeModel TakesText(string text) => throw new InvalidOperationException(text);
    }
}
