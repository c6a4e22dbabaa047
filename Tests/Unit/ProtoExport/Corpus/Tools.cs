namespace Corpus
{
    using CodeFirst.Annotations;

    /// <summary>Some methods are tools.</summary>
    [ServiceContract(Name = "corpus.tools.v1.BoxService")]
    public interface IBoxService
    {
        /// <summary>Named after the method.</summary>
        [NoSideEffects, Tool]
        [OperationContract(Name = "GetBox")]
        ValueTask<Box> GetBoxAsync(BoxRequest request);

        /// <summary>With a name, a title, and without harm.</summary>
        [Tool("put", Title = "Put something into a box", Destructive = false)]
        [OperationContract(Name = "PutIntoBox")]
        ValueTask<Box> PutAsync(BoxRequest request);

        /// <summary>No tool.</summary>
        [OperationContract(Name = "BurnBox")]
        ValueTask<Box> BurnAsync(BoxRequest request);
    }

    /// <summary>All methods are tools, with a prefix.</summary>
    [Tool("shelf", Destructive = false)]
    [ServiceContract(Name = "corpus.tools.v1.ShelfService")]
    public interface IShelfService
    {
        /// <summary>Shares its name with one of the other service.</summary>
        [OperationContract(Name = "GetBox")]
        ValueTask<Box> GetBoxAsync(BoxRequest request);

        /// <summary>Says something else than its interface.</summary>
        [Tool]
        [OperationContract(Name = "ClearV2")]
        ValueTask<Box> ClearAsync(BoxRequest request);
    }

    [DataContract]
    public sealed class BoxRequest
    {
        [DataMember(Name = "id", Order = 1)]
        public string Id { get; set; } = "";
    }

    [DataContract]
    public sealed class Box
    {
        [DataMember(Name = "id", Order = 1)]
        public string Id { get; set; } = "";
    }
}
