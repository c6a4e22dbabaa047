using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calls;

public sealed class MalformedMessageTests : ServerTests
{
    private static IEnumerable<TestCaseData> MalformedMessages()
    {
        (string Name, byte[] Bytes)[] cases =
        [
            ("truncated tag", [0x8A]),
            ("truncated length", [0x0A, 0x85]),
            ("varint of 11 bytes", [0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
            ("field 0", [0x02, 0x01, 0x41]),
            ("wire type 6", [0x0E, 0x01]),
            ("wire type 7", [0x0F, 0x01]),
            ("length past the end", [0x0A, 0x05, 0x41]),
            ("length of 2 GB", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]),
            ("negative length", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
            ("group that never ends", [0x9B, 0x06]),
            ("end of a group that never began", [0x9C, 0x06]),
        ];

        return
            from one in cases
            from method in new[] { "GetUser", "ListUsers", "CreateUser", "UpdateUser", "DeleteUser" }
            select new TestCaseData(method, one.Bytes).SetArgDisplayNames(method, one.Name);
    }

    [TestCaseSource(nameof(MalformedMessages))]
    public async Task Bytes_that_are_no_message_fail_with_INTERNAL(string method, byte[] bytes)
    {
        var failure = await Failure.OfAsync(Wire.CallAsync(Server.Channel, method, bytes));

        ShouldBeUndecodable(failure, $"{method}Request");
    }

    [Test]
    public async Task Bytes_that_are_no_message_end_a_stream_with_INTERNAL()
    {
        var failure = await Failure.OfAsync(Wire.CallDuplexAsync(Server.Channel, "RecordActivity", 0x0A, 0x05, 0x41));

        ShouldBeUndecodable(failure, "RecordActivityRequest");
    }

    [Test]
    public async Task Half_a_million_groups_in_each_other_fail_with_INTERNAL()
    {
        var start = new byte[] { 0x9B, 0x06 };

        var failure = await Failure.OfAsync(Wire.CallAsync(
            Server.Channel, "GetUser", [.. Enumerable.Repeat(start, 500_000).SelectMany(bytes => bytes)]));

        ShouldBeUndecodable(failure, "GetUserRequest");
    }

    [Test]
    public async Task Message_of_more_than_4_MiB_fails_with_RESOURCE_EXHAUSTED()
    {
        var failure = await Failure.OfAsync(Wire.CallAsync(Server.Channel, "GetUser", Wire.Field(1, new byte[4 << 20])));

        failure.ShouldBe(
            StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.", "RESOURCE_EXHAUSTED");
    }

    [Test]
    public async Task Message_of_4_MiB_is_read()
    {
        var message = Wire.Field(1, new byte[(4 << 20) - 5]);
        message.Length.Should().Be(4 << 20);

        var failure = await Failure.OfAsync(Wire.CallAsync(Server.Channel, "GetUser", message));

        failure.Fields.Should().Equal("id");
    }

    private static void ShouldBeUndecodable(Failure failure, string message)
    {
        failure.ShouldBe(StatusCode.Internal, $"The bytes received are not a protobuf message of the type {message}.", "INTERNAL");
    }
}
