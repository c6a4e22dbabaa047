using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>A C# client generated from the exported .proto: errors and their details.</summary>
public sealed class ContractFirstErrorTests : ServerTests
{
    private UserService.UserServiceClient _client = null!;

    [OneTimeSetUp]
    public void Connect() => _client = new UserService.UserServiceClient(Server.Connect());

    [Test]
    public async Task An_unknown_user_is_named_in_the_details()
    {
        var get = () => _client.GetUserAsync(new GetUserRequest { Id = "user-0" }, deadline: Patience.Deadline).ResponseAsync;

        var error = (await get.Should().ThrowAsync<RpcException>()).Which;
        var status = error.GetRpcStatus()!;
        error.StatusCode.Should().Be(StatusCode.NotFound);
        status.Code.Should().Be((int)Code.NotFound);
        status.Message.Should().Be("No user has the id 'user-0'.").And.Be(error.Status.Detail);
        status.GetDetail<ErrorInfo>().Should().Be(
            new ErrorInfo { Reason = "USER_NOT_FOUND", Domain = "userservice", Metadata = { ["id"] = "user-0" } });
        status.GetDetail<ResourceInfo>()!.ResourceName.Should().Be("user-0");
        status.GetDetail<ResourceInfo>()!.ResourceType.Should().Be("userservice.User");
    }

    [Test]
    public async Task Every_field_that_is_wrong_is_listed()
    {
        var request = new CreateUserRequest { Name = "", Email = "nobody", Role = "Ä", RequestId = "1" };
        var create = () => _client.CreateUserAsync(request, deadline: Patience.Deadline).ResponseAsync;

        var error = (await create.Should().ThrowAsync<RpcException>()).Which;
        error.StatusCode.Should().Be(StatusCode.InvalidArgument);
        error.Status.Detail.Should().StartWith("name: Must not be empty.");
        error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("INVALID_FIELDS");
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)
            .Should().Equal("name", "email", "role", "request_id");
    }

    [Test]
    public async Task A_taken_address_is_refused()
    {
        var email = Unique.Email();
        await _client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = email }, deadline: Patience.Deadline);

        var request = new CreateUserRequest { Name = "Bob", Email = email.ToUpperInvariant() };
        var create = () => _client.CreateUserAsync(request, deadline: Patience.Deadline).ResponseAsync;

        var error = (await create.Should().ThrowAsync<RpcException>()).Which;
        error.Status.Should().Be(new Grpc.Core.Status(StatusCode.AlreadyExists, "Another user has this e-mail address."));
        error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("EMAIL_TAKEN");
    }

    [Test]
    public async Task A_filter_that_cannot_be_read_is_a_violation_of_its_field()
    {
        var list = () => _client.ListUsersAsync(new ListUsersRequest { Filter = "age > 3" }, deadline: Patience.Deadline).ResponseAsync;

        var error = (await list.Should().ThrowAsync<RpcException>()).Which;
        error.StatusCode.Should().Be(StatusCode.InvalidArgument);
        error.Status.Detail.Should().StartWith("filter: ").And.Contain("age");
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Single().Field.Should().Be("filter");
    }

    [Test]
    public async Task An_error_of_a_stream_has_details_too()
    {
        using var call = _client.StreamUserActivity(new StreamActivityRequest { UserId = "user-0" }, deadline: Patience.Deadline);
        var next = () => call.ResponseStream.MoveNext();

        var error = (await next.Should().ThrowAsync<RpcException>()).Which;
        error.Status.Should().Be(new Grpc.Core.Status(StatusCode.NotFound, "No user has the id 'user-0'."));
        error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["id"].Should().Be("user-0");
    }
}
