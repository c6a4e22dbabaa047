// Without a C# namespace the server answers at /.Greeter/SayHello, which no .proto can say: a package is never empty before a dot.
// A package of the name Greeter alone would be called at /Greeter/SayHello, which nobody answers.
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

[Service]
public interface IGreeter
{
    Task<Hello> SayHelloAsync(Hello hello);
}

[ProtoContract]
public class Hello
{
    [ProtoMember(1)] public string Text { get; set; }
}
