namespace CodeFirst.Server.Storage;

/// <summary>Says in a few words where users are kept, for the start banner: no secret, so no password of a connection string.</summary>
internal interface IStoreDescription
{
    string Description { get; }
}
