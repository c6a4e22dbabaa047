namespace Corpus
{
    using Corpus.Words;

    /// <summary>Promises what callers may retry.</summary>
    [ServiceContract(Name = "corpus.promises.v1.PromiseService")]
    public interface IPromiseService : ICommonPromises
    {
        /// <summary>Only reads.</summary>
        [NoSideEffects]
        [OperationContract(Name = "Read")]
        ValueTask<Promise> ReadAsync(Promise request);

        [Idempotent]
        [OperationContract(Name = "Put")]
        ValueTask<Promise> PutAsync(Promise request);

        [OperationContract(Name = "Add")]
        ValueTask<Promise> AddAsync(Promise request);

        /// <summary>The stronger promise counts.</summary>
        [Idempotent, NoSideEffects]
        [OperationContract(Name = "Both")]
        IAsyncEnumerable<Promise> BothAsync(Promise request);

        [Obsolete("Use Read.")]
        [NoSideEffects]
        [OperationContract(Name = "ReadOld")]
        ValueTask<Promise> ReadOldAsync(Promise request);
    }

    /// <summary>What several services do.</summary>
    [SubService]
    public interface ICommonPromises
    {
        [NoSideEffects]
        [OperationContract(Name = "Ping")]
        ValueTask<Promise> PingAsync(Promise request);
    }

    [DataContract]
    public sealed class Promise
    {
        [DataMember(Name = "text", Order = 1)]
        public string Text { get; set; } = "";
    }
}

namespace Corpus.Words
{
    /// <summary>A team's own attribute, found by its name.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class NoSideEffectsAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class IdempotentAttribute : Attribute;
}
