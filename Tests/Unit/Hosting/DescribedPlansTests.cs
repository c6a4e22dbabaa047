using CodeFirst.Hosting.Marshalling;
using Google.Protobuf.Reflection;
using ProtoBuf;
using Types = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Unit.Hosting;

public class DescribedPlansTests
{
    private static readonly FileDescriptorProto File = new()
    {
        Name = "zoo.proto",
        Package = "zoo",
        MessageType =
        {
            new DescriptorProto
            {
                Name = "Animal",
                Field = { Text(1), Derived(10, ".zoo.Dog"), Derived(11, ".zoo.Bird") },
                OneofDecl = { new OneofDescriptorProto { Name = "subtype" } },
            },
            new DescriptorProto { Name = "Dog", Field = { Text(1) } },
            new DescriptorProto { Name = "Bird", Field = { Text(1) } },
            new DescriptorProto
            {
                Name = "Cages",
                Field = { Message(1, ".zoo.Cages.AnimalsEntry"), Message(2, ".zoo.Total"), Message(3, ".zoo.Cages"), Message(4, ".google.protobuf.Any") },
                NestedType = { new DescriptorProto { Name = "AnimalsEntry", Field = { Text(1), Message(2, ".zoo.Animal") } } },
            },
            new DescriptorProto
            {
                Name = "Total",
                Field = { new FieldDescriptorProto { Number = 1, Type = Types.String, OneofIndex = 0, Proto3Optional = true } },
                OneofDecl = { new OneofDescriptorProto { Name = "_value" } },
            },
        },
    };

    [TestCase(typeof(Beast))]
    [TestCase(typeof(Dog))]
    public void The_fields_of_the_oneof_are_the_derived_parts_of_the_outermost_base(Type type)
    {
        var isDescribed = new DescribedPlans([File]).TryFind(type, out var plan);

        isDescribed.Should().BeTrue();
        plan!.Derived.Should().BeEquivalentTo([10, 11]);
        plan.Fields.Should().BeEmpty("no part holds another");
    }

    [Test]
    public void A_message_that_holds_such_messages_has_a_plan_of_the_fields_that_lead_there()
    {
        new DescribedPlans([File]).TryFind(typeof(Cages), out var plan);

        plan!.Derived.Should().BeEmpty();
        plan.Fields.Keys.Should().BeEquivalentTo([1, 3]);
        plan.Fields[1].Fields[2].Derived.Should().BeEquivalentTo([10, 11]);
        plan.Fields[3].Should().BeSameAs(plan);
    }

    [Test]
    public void A_message_without_derived_types_is_described_and_has_no_plan()
    {
        new DescribedPlans([File]).TryFind(typeof(Total), out var plan).Should().BeTrue();

        plan.Should().BeNull();
    }

    [Test]
    public void A_type_is_not_described_if_no_message_or_several_have_its_name()
    {
        var other = new FileDescriptorProto { Name = "other.proto", MessageType = { new DescriptorProto { Name = "Total" } } };

        new DescribedPlans([File]).TryFind(typeof(Stranger), out _).Should().BeFalse();
        new DescribedPlans([File, other]).TryFind(typeof(Total), out _).Should().BeFalse();
    }

    private static FieldDescriptorProto Text(int number) => new() { Number = number, Type = Types.String };

    private static FieldDescriptorProto Message(int number, string type) => new() { Number = number, Type = Types.Message, TypeName = type };

    private static FieldDescriptorProto Derived(int number, string type) =>
        new() { Number = number, Type = Types.Message, TypeName = type, OneofIndex = 0 };

    [ProtoContract(Name = "Animal")]
    [ProtoInclude(10, typeof(Dog))]
    private abstract record Beast;

    [ProtoContract]
    private sealed record Dog : Beast;

    private sealed record Cages;

    private sealed record Total;

    private sealed record Stranger;
}
