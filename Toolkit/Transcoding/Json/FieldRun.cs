namespace CodeFirst.Transcoding.Json;

/// <summary>Where a field is in a message: one occurrence, or several with nothing else between them.</summary>
internal struct FieldRun
{
    public int Field;
    public int Start;
    public int End;

    /// <summary>Where the last occurrence begins.</summary>
    public int Last;

    /// <summary>Where the value of the last occurrence begins: behind its length if it has one.</summary>
    public int Value;
}
