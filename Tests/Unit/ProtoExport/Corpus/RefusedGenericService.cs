namespace Corpus;

[ServiceContract(Name = "corpus.v1.Echo")]
public interface IEcho<T>
{
    ValueTask<T> Echo(T request);
}
