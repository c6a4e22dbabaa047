namespace Corpus
{
    using CodeFirst.Annotations;

    [Tool("crates", Title = "Crates")]
    [ServiceContract(Name = "corpus.tools.v1.CrateService")]
    public interface ICrateService
    {
        ValueTask<Crate> Open(Crate request);

        [Tool("open the crate")]
        ValueTask<Crate> Blanks(Crate request);

        [Tool("")]
        ValueTask<Crate> Nothing(Crate request);

        [Tool("a234567890123456789012345678901234567890123456789012345678901234x")]
        ValueTask<Crate> TooLong(Crate request);

        [Tool("crates_open")]
        ValueTask<Crate> Taken(Crate request);
    }

    [DataContract]
    public sealed class Crate
    {
        [DataMember(Name = "id", Order = 1)]
        public string Id { get; set; } = "";
    }
}
