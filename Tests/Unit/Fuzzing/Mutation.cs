using System.Text;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Puts faults into good input.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] good, Random random, IReadOnlyList<string> pieces)
    {
        var bytes = good.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            if (bytes.Count == 0)
            {
                bytes.Add(0);
            }

            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 10), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Count)]));
                    break;
                default:
                    var from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 30), bytes.Count - from)));
                    break;
            }
        }

        return [.. bytes];
    }
}
