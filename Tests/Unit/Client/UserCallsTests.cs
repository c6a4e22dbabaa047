using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Unit.Client;

public sealed class UserCallsTests
{
    [Test]
    public void A_new_user_gets_a_request_id_and_the_callers_request_stays_as_it_is()
    {
        var request = new CreateUserRequest { Name = "Ann", Email = "ann@example.com", Role = "admin" };

        var identified = UserCalls.Identify(request);

        Guid.TryParse(identified.RequestId, out _).Should().BeTrue();
        (identified with { RequestId = "" }).Should().Be(request);
        request.RequestId.Should().BeEmpty();
        UserCalls.Identify(request).RequestId.Should().NotBe(identified.RequestId);
    }

    [Test]
    public void A_request_that_has_an_id_is_the_one_that_is_sent()
    {
        var request = new CreateUserRequest { RequestId = "id" };

        UserCalls.Identify(request).Should().BeSameAs(request);
    }

    [Test]
    public void A_request_is_repeated_if_it_says_how_to_recognise_a_repeat()
    {
        Repeats(new CreateUserRequest { RequestId = "id" }).Should().BeTrue();
        Repeats(new CreateUserRequest()).Should().BeFalse();
        Repeats(new UpdateUserRequest { ETag = "\"1\"" }).Should().BeTrue();
        Repeats(new UpdateUserRequest()).Should().BeFalse();
        Repeats(new DeleteUserRequest { ETag = "\"1\"" }).Should().BeFalse("the repeat would be answered with NOT_FOUND");
        Repeats(new RecordActivityRequest()).Should().BeFalse();
    }

    private static bool Repeats<TRequest>(TRequest request)
        where TRequest : class
    {
        var options = new CodeFirstClientOptions();
        UserCalls.Configure(options);

        return options.Rules.Find<TRequest>()?.RepeatWhen?.Invoke(request) == true;
    }
}
