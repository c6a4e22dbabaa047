using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What messages of the exporter tell the author to do is tried: the problem was removed, and the value crosses.</summary>
public sealed class WaysOutTests
{
    private const string Service =
        """
        using System.Runtime.Serialization;
        using System.ServiceModel;
        using System.Threading.Tasks;
        using ProtoBuf;

        [ServiceContract(Name = "shop.Orders")]
        public interface IOrders
        {
            ValueTask<Order> Get(Order order);
        }

        """;

    [TestCase("[DataContract] public class Order { [DataMember] public string Text { get; set; } }", false)]
    [TestCase("[DataContract] public class Order { [DataMember(Order = 1)] public string Text { get; set; } }", true)]
    [TestCase("[ProtoContract] public class Order { [ProtoMember(1)] public string Text { get; set; } }", true)]
    [TestCase("[DataContract] public class Order { [DataMember, ProtoMember(1)] public string Text { get; set; } }", true)]
    [TestCase("[DataContract, ProtoContract(InferTagFromName = true)] public class Order { [DataMember] public string Text { get; set; } }", true)]
    public void A_member_without_a_number_is_sent_after_each_of_the_three_ways_out(string order, bool isSent)
    {
        var contract = ContractCase.FromSource($"Unnumbered {order}", Service + order);
        var problems = contract.Export().Problems;
        var type = contract.Assembly.GetType("Order")!;
        var sent = Activator.CreateInstance(type)!;
        type.GetProperty("Text")!.SetValue(sent, "a");

        problems.Any(problem => problem.Code == ProblemCodes.MemberNotSent).Should().Be(!isSent);
        MessageBytes.Of(type, sent).Should().Be(isSent ? "0A0161" : "");
    }

    // name = 1, then the derived part, as other languages write it; or the derived part first, where its number is lower.
    [TestCase("abstract", 10, "0A0161520302082A", true)]
    [TestCase("", 10, "0A016152020805", false)]
    [TestCase("abstract", 1, "0A0208051A0161", false)]
    public void A_request_with_a_base_is_read_in_the_order_of_its_numbers_after_each_way_out(
        string modifier, int number, string bytes, bool isWarned)
    {
        var name = number == 1 ? 3 : 1;
        var contract = ContractCase.FromSource(
            $"Base {modifier} {number}",
            $$"""
            {{Service}}
            [ProtoContract, ProtoInclude({{number}}, typeof(Special))]
            public {{modifier}} class Order { [ProtoMember({{name}})] public string Name { get; set; } }

            [ProtoContract]
            public class Special : Order { [ProtoMember(1)] public int Count { get; set; } }
            """);
        var problems = contract.Export().Problems;
        var type = contract.Assembly.GetType("Order")!;

        var read = () => MessageBytes.Parse(type, bytes);

        problems.Any(problem => problem.Code == ProblemCodes.AbstractBase).Should().Be(isWarned);
        if (isWarned)
        {
            read.Should().Throw<Exception>().WithMessage("*No parameterless constructor found for Order*");
            return;
        }

        var message = read();
        message.GetType().Name.Should().Be("Special");
        type.GetProperty("Name")!.GetValue(message).Should().Be("a");
        message.GetType().GetProperty("Count")!.GetValue(message).Should().Be(5);
    }
}
