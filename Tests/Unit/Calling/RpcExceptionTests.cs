using CodeFirst.Calling;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class RpcExceptionTests
{
    private const string Details = "grpc-status-details-bin";

    private static readonly RpcException[] WithoutDetails =
    [
        new(new Grpc.Core.Status(StatusCode.Unavailable, "no trailers")),
        With("not base64, not protobuf"u8.ToArray()),
        With([]),
        With([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        With(new Google.Rpc.Status { Details = { new Any { TypeUrl = "type.googleapis.com/google.rpc.Unknown" } } }.ToByteArray()),
        With(Garbled("google.rpc.ErrorInfo", "google.rpc.BadRequest", "google.rpc.RetryInfo", "google.rpc.ResourceInfo")),
        With(Packed(new BadRequest(), new RetryInfo())),
        With(Packed(new RetryInfo { RetryDelay = new Duration { Seconds = long.MaxValue, Nanos = int.MinValue } })),
        With(Packed(new RetryInfo { RetryDelay = new Duration { Seconds = -1 } })),
        new(new Grpc.Core.Status(StatusCode.Internal, "text where bytes should be"), new Metadata { { "grpc-status-details", "x" } }),
    ];

    [Test]
    public void All_details_of_an_error_can_be_read()
    {
        var error = With(Packed(
            new ErrorInfo { Reason = "INVALID_FIELDS", Domain = "userservice", Metadata = { ["fields"] = "name,email" } },
            new BadRequest
            {
                FieldViolations =
                {
                    new BadRequest.Types.FieldViolation { Field = "name", Description = "Must not be empty." },
                    new BadRequest.Types.FieldViolation { Field = "email", Description = "No address." },
                },
            },
            new RetryInfo { RetryDelay = new Duration { Seconds = 1, Nanos = 500_000_000 } },
            new ResourceInfo { ResourceType = "userservice.User", ResourceName = "user-1", Description = "It was deleted." }));

        error.Reason.Should().Be("INVALID_FIELDS");
        error.ReasonMetadata.Should().Equal(new Dictionary<string, string> { ["fields"] = "name,email" });
        error.RetryDelay.Should().Be(TimeSpan.FromSeconds(1.5));
        error.TryGetFieldViolations(out var violations).Should().BeTrue();
        violations.Should().Equal(new FieldViolation("name", "Must not be empty."), new FieldViolation("email", "No address."));
        error.TryGetResource(out var resource).Should().BeTrue();
        resource.Should().Be(new ErrorResource("userservice.User", "user-1", "It was deleted."));
    }

    [Test]
    public void A_detail_that_cannot_be_read_does_not_hide_the_others()
    {
        var status = new Google.Rpc.Status
        {
            Details =
            {
                new Any { TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo", Value = ByteString.CopyFrom(0x0A, 0xFF) },
                Any.Pack(new ErrorInfo { Reason = "SECOND" }),
            },
        };

        With(status.ToByteArray()).Reason.Should().Be("SECOND");
    }

    [TestCaseSource(nameof(WithoutDetails))]
    public void An_error_without_readable_details_has_none(RpcException error)
    {
        error.Reason.Should().BeNull();
        error.ReasonMetadata.Should().BeEmpty();
        error.RetryDelay.Should().BeNull();
        error.TryGetFieldViolations(out var violations).Should().BeFalse();
        violations.Should().BeNull();
        error.TryGetResource(out var resource).Should().BeFalse();
        resource.Should().BeNull();
    }

    private static RpcException With(byte[] details) =>
        new(new Grpc.Core.Status(StatusCode.InvalidArgument, "wrong"), new Metadata { { Details, details } });

    private static byte[] Packed(params IMessage[] details) =>
        new Google.Rpc.Status { Details = { details.Select(detail => Any.Pack(detail)) } }.ToByteArray();

    private static byte[] Garbled(params string[] types)
    {
        var status = new Google.Rpc.Status();
        status.Details.AddRange(types.Select(type =>
            new Any { TypeUrl = $"type.googleapis.com/{type}", Value = ByteString.CopyFrom(0x0A, 0xFF) }));

        return status.ToByteArray();
    }
}
