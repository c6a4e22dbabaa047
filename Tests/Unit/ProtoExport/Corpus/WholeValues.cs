namespace Corpus;

[Service("corpus.whole_values.v1.TestService")]
public interface ITestService
{
    ValueTask<string> Describe(string text);

    ValueTask<byte[]> Picture(byte[] picture);

    ValueTask<Uri> Resolve(Uri address);

    IAsyncEnumerable<string> Lines(IAsyncEnumerable<byte[]> pieces);

    /// <summary>Downloads a file.</summary>
    Task<System.IO.Stream> Download(string name);

    /// <summary>Google.Protobuf serializes its own classes, with the default configuration of a server.</summary>
    ValueTask<Google.Protobuf.WellKnownTypes.Timestamp> Now(Google.Protobuf.WellKnownTypes.FieldMask mask);
}
