// A string or bytes as the whole message: the bytes are those of google.protobuf.StringValue and BytesValue. "key" is 0A 03 6B 65 79.
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Attic;

[Service("attic.Boxes")]
public interface IBoxes
{
    ValueTask<Box> FindAsync(string label, CallContext context = default);
    ValueTask<string> DescribeAsync(Box box);
    ValueTask<byte[]> PictureAsync(string label);
    IAsyncEnumerable<string> LabelsAsync(CallContext context = default);
    Task<Stream> DownloadAsync(Box box); // served as a stream of BytesValue
    Task<System.Tuple<int, string>> PairAsync(Box box); // fields 1 and 2
}

[ProtoContract]
public class Box
{
    [ProtoMember(1)] public string Label { get; set; }
}
