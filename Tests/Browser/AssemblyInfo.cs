// Each class has its own gateway and server, each test its own browser context: while one waits, the other works.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
