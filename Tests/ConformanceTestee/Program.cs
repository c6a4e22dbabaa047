using CodeFirst.Tests.ConformanceTestee;
using Google.Protobuf;
using Google.Protobuf.Reflection;

// The runner writes requests to the standard input, each behind its length, and reads the responses from the standard output.
var set = FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(args[0]));
var testee = new Testee(FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString())));
using var input = new BinaryReader(Console.OpenStandardInput());
using var output = Console.OpenStandardOutput();
var length = new byte[sizeof(int)];
while (input.Read(length) == length.Length)
{
    var response = testee.Answer(input.ReadBytes(BitConverter.ToInt32(length)));
    output.Write(BitConverter.GetBytes(response.Length));
    output.Write(response);
    output.Flush();
}
