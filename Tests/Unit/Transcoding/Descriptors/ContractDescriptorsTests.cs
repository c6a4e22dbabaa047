using CodeFirst.Transcoding.Descriptors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.Transcoding.Descriptors;

public sealed class ContractDescriptorsTests
{
    [Test]
    public void A_set_that_is_damaged_is_refused_with_what_to_do()
    {
        Refused([0x0A, 0xFF]);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_extension_of_nothing_is_refused_with_what_to_do(bool isInMessage)
    {
        Refused(ExtendsNothing(isInMessage).ToByteArray());
    }

    /// <summary>A set that Google's reader fails on in ways of its own.</summary>
    internal static FileDescriptorSet ExtendsNothing(bool isInMessage)
    {
        var extension = new FieldDescriptorProto { Name = "x", Number = 1, Type = FieldDescriptorProto.Types.Type.String };
        var message = new DescriptorProto { Name = "A" };
        var file = new FileDescriptorProto { Name = "a.proto", MessageType = { message } };
        (isInMessage ? message.Extension : file.Extension).Add(extension);

        return new FileDescriptorSet { File = { file } };
    }

    private static void Refused(byte[] set)
    {
        var parse = () => ContractDescriptors.Parse([set]);

        parse.Should().Throw<InvalidOperationException>()
            .WithMessage("The descriptor sets of the contracts cannot be read: * Build the contract with CodeFirst.ProtoExport.");
    }
}
