// Every form a method may have. The binder of protobuf-net.Grpc says which of them are rpcs.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Grpc.Core;
using ProtoBuf;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Radio;

[Service("radio.Tower")]
public interface ITower : IDisposable, IPlain
{
    Signal Ping(Signal signal);
    void Forget(Signal signal);
    Task WaitAsync(CancellationToken cancellation = default);
    AsyncUnaryCall<Signal> RawAsync(Signal signal, CallOptions options = default);
    AsyncServerStreamingCall<Signal> RawListenAsync(Signal signal, CallOptions options = default);
    IObservable<Signal> Observe(Signal signal, CallContext context = default);
    IAsyncEnumerable<Signal> Duplex(IAsyncEnumerable<Signal> signals, CallContext context = default);
    IAsyncEnumerable<Signal> Duplex2(IObservable<Signal> signals);
    ValueTask<Guid> IdAsync(Signal signal);              // not bound
    ValueTask<int> CountAsync(Signal signal);            // not bound
    Task<Signal> TwoAsync(Signal a, Signal b);           // not bound
    T Generic<T>(T value) where T : class;               // not bound
    string Name { get; }                                 // not bound
}

public interface IPlain { Task<Signal> InheritedAsync(Signal signal); } // no [SubService]: not bound

[ProtoContract]
public class Signal
{
    [ProtoMember(1)] public double Strength { get; set; }
}
