using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;

namespace CodeFirst.Bench.Rows;

/// <summary>A row of the table of targets.</summary>
internal abstract class Row
{
    /// <summary>The name of the row, such as P3.</summary>
    public abstract string Id { get; }

    public abstract string Title { get; }

    /// <summary>How it is measured, in one or two sentences.</summary>
    public abstract string Method { get; }

    /// <summary>Whether it takes so long that it is measured only when it is named.</summary>
    public virtual bool IsByHand => false;

    public abstract Task MeasureAsync(Lab lab, RowResult result);
}
