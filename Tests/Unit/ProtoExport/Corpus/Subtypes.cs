namespace Corpus;

[ServiceContract(Name = "corpus.subtypes.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Subtypes> EchoAsync(Subtypes request, CallContext context = default);
}

/// <summary>A part of a drawing.</summary>
[ProtoContract]
[ProtoInclude(10, typeof(Circle))]
[ProtoInclude(11, typeof(Polygon))]
public class Figure
{
    /// <summary>What people call it.</summary>
    [ProtoMember(1, Name = "name")]
    public string Name { get; set; } = "";
}

/// <summary>All points of one distance.</summary>
[ProtoContract]
public sealed class Circle : Figure
{
    [ProtoMember(1, Name = "radius")]
    public double Radius { get; set; }
}

[ProtoContract]
[ProtoInclude(20, typeof(Square))]
public class Polygon : Figure
{
    [ProtoMember(1, Name = "sides")]
    public int Sides { get; set; }

    [ProtoMember(2, Name = "subtype")]
    public string? Subtype { get; set; }
}

[ProtoContract]
public sealed class Square : Polygon
{
    [ProtoMember(1, Name = "width")]
    public double Width { get; set; }
}

/// <summary>The numbers of what derives from it are below its own, so every language writes them first.</summary>
[ProtoContract]
[ProtoInclude(1, typeof(Car))]
[ProtoInclude(2, typeof(Bike))]
public abstract class Vehicle
{
    [ProtoMember(10, Name = "wheels")]
    public int Wheels { get; set; } = 4;
}

[ProtoContract]
public sealed class Car : Vehicle
{
    [ProtoMember(1, Name = "plate")]
    public string Plate { get; set; } = "";
}

[ProtoContract]
public sealed class Bike : Vehicle;

[ProtoContract]
public sealed class Subtypes
{
    [ProtoMember(1, Name = "figure")]
    public Figure? Figure { get; set; }

    [ProtoMember(2, Name = "figures")]
    public List<Figure> Figures { get; set; } = [];

    [ProtoMember(3, Name = "square")]
    public Square? Square { get; set; }

    [ProtoMember(4, Name = "by_name")]
    public Dictionary<string, Figure> ByName { get; set; } = [];

    [ProtoMember(5, Name = "vehicle")]
    public Vehicle? Vehicle { get; set; }

    [ProtoMember(6, Name = "cars")]
    public List<Car> Cars { get; set; } = [];
}
