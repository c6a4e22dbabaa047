namespace Corpus.Weather;

[ServiceContract]
public interface IWeatherService
{
    ValueTask<Forecast> GetForecastAsync(Forecast request);
}

[ProtoContract]
public sealed class Forecast
{
    [ProtoMember(1)]
    public int HighCelsius { get; set; }

    [ProtoMember(2)]
    public string? PlaceName { get; set; }
}
