using Corpus.Everything.V1;
using CsCheck;
using Google.Protobuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The classes that Google's compiler made from the exported file, and the C# contract: each reads what the other wrote.</summary>
public sealed class GeneratedPeerTests
{
    private static readonly ContractCase Contract = ContractCase.Of("Everything");

    // Google's C# generator writes a message called string as the keyword it is in C#, which does not compile. CorpusWireTests
    // exchange its values.
    private static IEnumerable<string> Names => ContractCase.ExportedNames.Except(["KeywordNames"]);

    [TestCaseSource(nameof(Names))]
    public void Generated_classes_and_the_contract_exchange_every_value_both_ways(string name)
    {
        var contract = ContractCase.Of(name);
        var model = contract.Model();
        var text = new WireText(model);
        var peers = GeneratedPeer.Parsers(contract);

        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            foreach (var (type, message) in contract.Payloads())
            {
                var sent = new RandomMessage(model, random).CreateWhole(type);

                var seen = peers[message].ParseFrom(MessageBytes.Of(type, sent, model));
                var answer = seen.ToByteArray();
                if (contract.HasAbstractBase)
                {
                    answer = DescriptorMessage.Parse(seen.Descriptor, answer).ToByteArray(subtypesFirst: true);
                }

                // What .NET itself loses or adds, such as a zero that it leaves out, is not lost on the way.
                var expected = MessageBytes.Parse(type, MessageBytes.Of(type, sent, model), model);
                var received = MessageBytes.Parse(type, answer, model);
                text.OfWhole(type, received).Should().Be(text.OfWhole(type, expected));
                peers[message].ParseFrom(MessageBytes.Of(type, received, model))
                    .Should().Be(peers[message].ParseFrom(MessageBytes.Of(type, expected, model)));
            }
        }, iter: 20, threads: 1);
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
