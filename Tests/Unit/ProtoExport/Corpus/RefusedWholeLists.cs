using System.Collections.ObjectModel;

namespace Corpus;

[Service("corpus.refused_whole_lists.v1.TestService")]
public interface ITestService
{
    /// <summary>A server can send a ReadOnlyCollection, and nobody can read one.</summary>
    ValueTask<ReadOnlyCollection<int>> Get();

    ValueTask Put(ReadOnlyCollection<int> numbers);
}
