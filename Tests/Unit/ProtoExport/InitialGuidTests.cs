using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>A value that is new in each message: no two reads of an empty one are equal, so the corpus cannot compare them.</summary>
public sealed class InitialGuidTests
{
    private const string Source =
        """
        using System;
        using System.ServiceModel;
        using System.Threading.Tasks;
        using ProtoBuf;

        [ServiceContract(Name = "shop.Orders")]
        public interface IOrders
        {
            ValueTask<Order> Get(Order order);
        }

        [ProtoContract, CompatibilityLevel(CompatibilityLevel.Level300)]
        public class Order
        {
            [ProtoMember(1, Name = "id")]
            public Guid Id { get; set; } = Guid.NewGuid();
        }
        """;

    [Test]
    public void Absent_means_a_new_one_and_zero_is_never_sent()
    {
        var (files, problems) = ContractCase.FromSource("InitialGuid", Source).Export();

        files.Single().Printed.Text.ReplaceLineEndings(" ").Should()
            .Contain("Absent means a new value that .NET makes.")
            .And.Contain("omits 00000000-0000-0000-0000-000000000000, so it never sends that value.")
            .And.Contain("optional string id = 1;");
        problems.Should().ContainSingle().Which.Code.Should().Be(ProblemCodes.ValueNotSent);
    }

    [Test]
    public void Protobuf_net_does_as_the_comment_says()
    {
        var type = ContractCase.FromSource("InitialGuid", Source).Assembly.GetType("Order")!;
        var id = type.GetProperty("Id")!;
        var zero = Activator.CreateInstance(type)!;
        id.SetValue(zero, Guid.Empty);

        MessageBytes.Of(type, zero).Should().BeEmpty();
        id.GetValue(MessageBytes.Parse(type, "")).Should().NotBe(id.GetValue(MessageBytes.Parse(type, ""))).And.NotBe(Guid.Empty);
    }
}
