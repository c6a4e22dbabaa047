using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Json;
using Microsoft.Extensions.Options;

namespace CodeFirst.Transcoding.Calls;

/// <summary>How the messages of all contracts are read and written.</summary>
internal sealed class MessageTexts(ContractDescriptors contracts, IOptions<TranscodingOptions> options)
{
    public MessagePlans Plans { get; } = new(contracts.Files);

    public JsonWriteOptions WriteOptions { get; } = new()
    {
        ProtoNames = options.Value.WritesProtoNames,
        WriteEmpty = options.Value.WritesEmptyFields,
        EnumsAsNumbers = options.Value.WritesEnumsAsNumbers,
        Int64AsNumbers = options.Value.WritesInt64AsNumbers,
        EscapeHtml = options.Value.EscapesHtml,
    };
}
