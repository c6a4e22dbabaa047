using CodeFirst.Server.Storage;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>The two stores of one database, and what to do when they are no longer needed.</summary>
/// <param name="users">Keeps the users.</param>
/// <param name="activity">Keeps what they do.</param>
/// <param name="openAnother">Opens the same database in another server, or is null if a database has only one.</param>
/// <param name="close">Ends it.</param>
internal sealed class OpenStores(
    IUserStore users, IActivityStore activity, Func<Task<OpenStores>>? openAnother, Func<ValueTask> close) : IAsyncDisposable
{
    public IUserStore Users => users;

    public IActivityStore Activity => activity;

    /// <summary>Opens the database as one more server does; if it can have only one, gives the stores of that.</summary>
    public Task<OpenStores> OpenAnotherAsync() =>
        openAnother?.Invoke() ?? Task.FromResult(new OpenStores(users, activity, null, () => ValueTask.CompletedTask));

    public ValueTask DisposeAsync() => close();
}
