using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Errors;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Status = Google.Rpc.Status;

namespace CodeFirst.Tests.Unit.Transcoding.Errors;

public sealed class ErrorJsonTests
{
    [Test]
    public void An_error_has_its_details_in_the_form_of_proto3_JSON()
    {
        var info = new ErrorInfo { Reason = "FULL", Domain = "shop", Metadata = { ["key"] = "<value>" } };

        Json(429, Code.ResourceExhausted, "Full & busy.", info, new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2.5)) })
            .Should().Be(
                """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Full \u0026 busy.","details":["""
                + """{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"FULL","domain":"shop","metadata":{"key":"\u003cvalue\u003e"}},"""
                + """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2.500s"}]}}""");
    }

    [Test]
    public void An_error_without_details_has_an_empty_list()
    {
        Json(500, Code.Internal, "").Should().Be("""{"error":{"code":500,"status":"INTERNAL","message":"","details":[]}}""");
    }

    [Test]
    public void Problem_details_have_the_same()
    {
        var output = new ArrayBufferWriter<byte>();

        ErrorJson.WriteProblem(output, new Failure(404, new Status { Code = (int)Code.NotFound, Message = "No." }));

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be(
            """{"type":"about:blank","title":"NOT_FOUND","status":404,"detail":"No.","details":[]}""");
    }

    [Test]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        ((string)JsonNode.Parse(Json(500, Code.Internal, "a\ud800b\udc00"))!["error"]!["message"]!).Should().Be("a\ufffdb\ufffd");
    }

    [Test]
    public void Every_message_can_be_read()
    {
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u00ff'], Gen.Char['\u2000', '\u2100'])].Sample(message =>
            (string)JsonNode.Parse(Json(500, Code.Internal, message))!["error"]!["message"]! == message);
    }

    private static IEnumerable<Any> Unwritable =>
    [
        Any.Pack(new DebugInfo { Detail = "secret" }),
        new Any { TypeUrl = "type.googleapis.com/not.Known", Value = ByteString.CopyFromUtf8("x") },
        new Any { TypeUrl = "type.googleapis.com/google.rpc.BadRequest", Value = ByteString.CopyFrom(0xFF, 0xFF) },
        new Any { TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo", Value = ByteString.CopyFrom(0x0A, 0x01, 0xFF) }, // no UTF-8
        Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = long.MaxValue } }),
        Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = 1, Nanos = -1 } }),
    ];

    [TestCaseSource(nameof(Unwritable))]
    public void A_detail_that_has_no_JSON_or_is_not_for_callers_is_known(object detail)
    {
        ErrorJson.CanWrite((Any)detail).Should().BeFalse();
    }

    private static string Json(int httpStatus, Code code, string message, params IMessage[] details)
    {
        var status = new Status { Code = (int)code, Message = message, Details = { details.Select(detail => Any.Pack(detail)) } };
        status.Details.Where(detail => !ErrorJson.CanWrite(detail)).Should().BeEmpty();
        var output = new ArrayBufferWriter<byte>();
        ErrorJson.Write(output, new Failure(httpStatus, status));

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
