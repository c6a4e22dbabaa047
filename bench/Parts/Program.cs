using BenchmarkDotNet.Running;
using CodeFirst.Bench.Parts;

BenchmarkSwitcher.FromTypes([typeof(MessageBenchmarks), typeof(RuleBenchmarks)]).Run(args);
