// Members get their numbers by the alphabet. Names are not on the wire.
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;

namespace Garage;

[Service("garage.Cars")]
public interface ICars
{
    ValueTask<Car> RepairAsync(Car car);
    ValueTask<Wheel> TurnAsync(Wheel wheel);
}

[ProtoContract(ImplicitFields = ImplicitFields.AllFields)]
public class Car
{
    public string Plate { get; set; }
    public List<Wheel> Wheels { get; set; } = new();
    public int Doors { get; set; }
}

[ProtoContract(ImplicitFields = ImplicitFields.AllPublic)]
public class Wheel
{
    public double Pressure { get; set; }
    public int Position { get; set; }
}
