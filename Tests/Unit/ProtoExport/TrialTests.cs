using CodeFirst.ProtoExport.Reading;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What protobuf-net says about what the exporter would refuse.</summary>
public sealed class TrialTests
{
    private static readonly RuntimeTypeModel Model = RuntimeTypeModel.Create();

    [TestCase(typeof(List<List<int>>))]
    [TestCase(typeof(int[][]))]
    [TestCase(typeof(int[,]))]
    [TestCase(typeof(object))]
    [TestCase(typeof(DateTimeOffset))]
    [TestCase(typeof(Half))]
    public void A_member_that_protobuf_net_refuses_has_its_reason(Type type)
    {
        Trial.OfMember(type, DataFormat.Default, CompatibilityLevel.Level300, Model).Should().NotBeNullOrEmpty();
    }

    [TestCase(typeof(int), DataFormat.Default)]
    [TestCase(typeof(int), DataFormat.ZigZag)]
    [TestCase(typeof(List<string>), DataFormat.Default)]
    [TestCase(typeof(Dictionary<string, List<int>>), DataFormat.Default)]
    [TestCase(typeof(Guid), DataFormat.FixedSize)]
    public void A_member_that_protobuf_net_takes_has_none(Type type, DataFormat format)
    {
        Trial.OfMember(type, format, CompatibilityLevel.Level300, Model).Should().BeNull();
    }

    [Test]
    public void A_model_that_is_set_up_in_code_is_asked_as_it_is()
    {
        var model = RuntimeTypeModel.Create();
        model.Add(typeof(Bare), false).Add(1, nameof(Bare.Number));

        Trial.OfMember(typeof(Bare), DataFormat.Default, CompatibilityLevel.Level300, model).Should().BeNull();
        Trial.OfMember(typeof(Bare), DataFormat.Default, CompatibilityLevel.Level300, Model).Should().Contain("No serializer defined");
    }

    [Test]
    public void What_a_frozen_model_cannot_add_is_tried_with_a_new_one()
    {
        var model = RuntimeTypeModel.Create();
        model.Freeze();

        Trial.OfMember(typeof(int), DataFormat.Default, CompatibilityLevel.Level300, model).Should().BeNull();
    }

    [Test]
    public void A_member_is_tried_at_its_own_level()
    {
        var levels = new[] { CompatibilityLevel.Level200, CompatibilityLevel.Level300, CompatibilityLevel.Level200 };

        var reasons = levels.Select(level => Trial.OfMember(typeof(DateTime), DataFormat.FixedSize, level, Model)).ToList();

        reasons[0].Should().BeNull();
        reasons[1].Should().NotBeNull();
        reasons[2].Should().BeNull();
    }

    private sealed class Bare
    {
        public int Number { get; set; }
    }
}
