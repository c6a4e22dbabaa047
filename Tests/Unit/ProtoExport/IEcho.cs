using System.ServiceModel;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>The smallest service that carries a message.</summary>
[ServiceContract(Name = "test.Echo")]
public interface IEcho<T>
    where T : class
{
    [OperationContract(Name = "Echo")]
    ValueTask<T> EchoAsync(T request);
}
