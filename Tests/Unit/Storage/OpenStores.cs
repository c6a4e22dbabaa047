using CodeFirst.Server.Storage;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>The two stores of one database, and what to do when they are no longer needed.</summary>
internal sealed class OpenStores(IUserStore users, IActivityStore activity, Func<ValueTask> close) : IAsyncDisposable
{
    public IUserStore Users => users;

    public IActivityStore Activity => activity;

    public ValueTask DisposeAsync() => close();
}
