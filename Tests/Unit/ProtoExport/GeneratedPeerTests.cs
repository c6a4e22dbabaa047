using Corpus.Everything.V1;
using CsCheck;
using Google.Protobuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The classes that Google's compiler made from the exported file, and the C# contract: each reads what the other wrote.</summary>
public sealed class GeneratedPeerTests
{
    private static readonly ContractCase Contract = ContractCase.Of("Everything");

    [Test]
    public void A_generated_class_and_the_contract_exchange_every_value_both_ways()
    {
        var model = RuntimeTypeModel.Create();
        var type = Contract.Payloads().Single(payload => payload.Name == "corpus.everything.v1.SayRequest").Type;
        var text = new WireText(model);

        Gen.Int.Sample(seed =>
        {
            var sent = new RandomMessage(model, new Random(seed)).Create(type);

            var seen = SayRequest.Parser.ParseFrom(Bytes(model, sent));
            var received = model.Deserialize(type, new MemoryStream(seen.ToByteArray()));

            text.OfMessage(received).Should().Be(text.OfMessage(sent));
            SayRequest.Parser.ParseFrom(Bytes(model, received)).Should().Be(seen);
        }, iter: 500, threads: 1);
    }

    [Test]
    public void A_generated_class_sees_the_absence_that_the_contract_sends()
    {
        var model = RuntimeTypeModel.Create();
        var type = Contract.Assembly.GetType("Corpus.Everything")!;
        var message = Activator.CreateInstance(type)!;

        var absent = Everything.Parser.ParseFrom(Bytes(model, message));
        type.GetProperty("MaybeNumber")!.SetValue(message, 0);
        type.GetProperty("MaybeText")!.SetValue(message, "");
        type.GetProperty("Wrapped")!.SetValue(message, 0);
        var present = Everything.Parser.ParseFrom(Bytes(model, message));

        (absent.HasMaybeNumber, absent.HasMaybeText, absent.Wrapped).Should().Be((false, false, null));
        (present.HasMaybeNumber, present.HasMaybeText, present.Wrapped).Should().Be((true, true, 0));
    }

    [Test]
    public void Zeros_that_a_generated_class_leaves_out_are_zeros_for_the_contract()
    {
        var model = RuntimeTypeModel.Create();
        var type = Contract.Assembly.GetType("Corpus.Everything")!;

        var received = model.Deserialize(type, new MemoryStream(new Everything { Flag = false, Number = 0, Text = "" }.ToByteArray()));

        new WireText(model).OfMessage(received).Should().Be("{}");
    }

    private static byte[] Bytes(RuntimeTypeModel model, object message)
    {
        using var stream = new MemoryStream();
        model.Serialize(stream, message);
        return stream.ToArray();
    }
}
