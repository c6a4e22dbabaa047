using CodeFirst.Client.Calls;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Client;

public sealed class RepeatableMethodsTests
{
    private static readonly Marshaller<object> Nothing = Marshallers.Create<object>(_ => [], _ => new object());

    private readonly Method<object, object> _method = new(MethodType.Unary, "userservice.UserService", "Any", Nothing, Nothing);

    private static IEnumerable<TestCaseData> Requests()
    {
        yield return new TestCaseData(new GetUserRequest(), true);
        yield return new TestCaseData(new ListUsersRequest(), true);
        yield return new TestCaseData(new StreamActivityRequest(), true);
        yield return new TestCaseData(new CreateUserRequest(), false);
        yield return new TestCaseData(new CreateUserRequest { RequestId = "id" }, true);
        yield return new TestCaseData(new UpdateUserRequest(), false);
        yield return new TestCaseData(new UpdateUserRequest { ETag = "\"1\"" }, true);
        yield return new TestCaseData(new DeleteUserRequest(), false);
        yield return new TestCaseData(new DeleteUserRequest { ETag = "\"1\"" }, false);
        yield return new TestCaseData(new RecordActivityRequest(), false);
    }

    [TestCaseSource(nameof(Requests))]
    public void Only_a_harmless_repeat_has_the_name_that_is_repeated(object request, bool expected)
    {
        var method = RepeatableMethods.For(_method, request);

        (NameOf(method) == (RepeatableMethods.Name.Service, RepeatableMethods.Name.Method)).Should().Be(expected);
        method.FullName.Should().Be("/userservice.UserService/Any");
    }

    [Test]
    public void A_method_is_made_once()
    {
        RepeatableMethods.For(_method, new GetUserRequest()).Should().BeSameAs(RepeatableMethods.For(_method, new ListUsersRequest()));
    }

    [Test]
    public void A_new_user_gets_a_request_id_and_the_callers_request_stays_as_it_is()
    {
        var request = new CreateUserRequest { Name = "Ann", Email = "ann@example.com", Role = "admin" };

        var identified = RepeatableMethods.Identify(request);

        Guid.TryParse(identified.RequestId, out _).Should().BeTrue();
        (identified with { RequestId = "" }).Should().Be(request);
        request.RequestId.Should().BeEmpty();
        RepeatableMethods.Identify(request).RequestId.Should().NotBe(identified.RequestId);
    }

    [Test]
    public void A_request_that_has_an_id_is_the_one_that_is_sent()
    {
        var request = new CreateUserRequest { RequestId = "id" };

        RepeatableMethods.Identify(request).Should().BeSameAs(request);
    }

    // As the channel sees it.
    private static (string, string) NameOf<T>(T method)
        where T : IMethod => (method.ServiceName, method.Name);
}
