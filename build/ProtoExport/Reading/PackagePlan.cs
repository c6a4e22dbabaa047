using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Decides which package each type is in, so that no two files import each other. The package is, in this order: the one that the type
/// names; that of the services in its C# namespace; the longest that all who use it have in common. Types of packages that need each other
/// go into the longest that those have in common. Names of packages of messages are not on the wire.
/// </summary>
internal sealed class PackagePlan
{
    private readonly Dictionary<Type, string> _packages = [];
    private readonly TypeUses _uses;

    private PackagePlan(TypeUses uses) => _uses = uses;

    /// <param name="services">The services.</param>
    /// <param name="uses">What they and their types use.</param>
    /// <param name="problems">Where to tell of a type that cannot be where it wants to be.</param>
    public static PackagePlan Of(IReadOnlyList<ServedService> services, TypeUses uses, ProblemList problems)
    {
        var plan = new PackagePlan(uses);
        plan.Place(services);
        plan.RemoveCircles();
        plan.NameTheNameless(services);
        plan.Report(problems);
        return plan;
    }

    public string PackageOf(Type type) => _packages[type];

    private void Place(IReadOnlyList<ServedService> services)
    {
        var byNamespace = services
            .GroupBy(service => service.Contract.Namespace ?? "", service => service.Package, StringComparer.Ordinal)
            .Where(space => space.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(space => space.Key, space => space.First(), StringComparer.Ordinal);
        var usingTypes = _uses.Types.SelectMany(type => _uses.UsedBy(type).Select(used => (used, type)))
            .ToLookup(pair => pair.used, pair => pair.type);
        var usingServices = _uses.ByServices.ToLookup(use => use.Type, use => use.Package);

        // Messages that hold each other are in one file, and so in one package. What holds a message comes before it.
        foreach (var group in Graph.Groups(_uses.Types, _uses.UsedBy))
        {
            var named = group.Select(FileBook.NamedPackageOf).OfType<string>().ToList();
            var near = group.Select(type => byNamespace.GetValueOrDefault(type.Namespace ?? "")).OfType<string>().ToList();
            var far = group.SelectMany(type => usingServices[type])
                .Concat(group.SelectMany(type => usingTypes[type]).Where(_packages.ContainsKey).Select(PackageOf))
                .ToList();
            var package = Common(named.Count > 0 ? named : near.Count > 0 ? near : far);
            foreach (var type in group)
            {
                _packages.Add(type, package);
            }
        }
    }

    // Each round moves a type to a shorter package, so there is a last one.
    private void RemoveCircles()
    {
        while (Circle() is { } circle)
        {
            var entered = Edges()
                .Where(use => circle.Contains(use.Importer) && use.Importer != PackageOf(use.Type))
                .Select(use => use.Type);
            var moved = Graph.Closure(
                entered.Where(type => circle.Contains(PackageOf(type))).ToList(),
                type => _uses.UsedBy(type).Where(used => circle.Contains(PackageOf(used))));
            var package = Common(circle);
            foreach (var type in moved)
            {
                _packages[type] = package;
            }
        }
    }

    private IReadOnlyList<string>? Circle()
    {
        var edges = Edges().ToLookup(use => use.Importer, use => PackageOf(use.Type), StringComparer.Ordinal);
        var packages = edges.Select(edge => edge.Key).Order(StringComparer.Ordinal);
        return Graph.Groups(packages, package => edges[package].Distinct().Order(StringComparer.Ordinal))
            .FirstOrDefault(group => group.Count > 1);
    }

    private IEnumerable<(string Importer, Type Type)> Edges() => _uses.ByServices
        .Concat(_uses.Types.SelectMany(type => _uses.UsedBy(type).Select(used => (Package: PackageOf(type), Type: used))))
        .Select(use => (use.Package, use.Type));

    // Packages that have no first word in common: the C# namespace that the types have in common says what they are.
    private void NameTheNameless(IReadOnlyList<ServedService> services)
    {
        var nameless = _packages.Where(entry => entry.Value.Length == 0).Select(entry => entry.Key).ToList();
        var taken = services.Select(service => service.Package).Concat(_packages.Values).ToHashSet(StringComparer.Ordinal);
        if (nameless.Count == 0 || services.Any(service => service.Package.Length == 0))
        {
            return;
        }

        var name = Common([.. nameless.Select(type => type.Namespace ?? "")]);
        if (!name.Split('.').All(Naming.IsIdentifier))
        {
            name = "shared";
        }

        while (!taken.Add(name))
        {
            name += ".shared";
        }

        foreach (var type in nameless)
        {
            _packages[type] = name;
        }
    }

    private void Report(ProblemList problems)
    {
        foreach (var type in _uses.Types)
        {
            if (FileBook.NamedPackageOf(type) is { } named && named != PackageOf(type))
            {
                problems.Warn(
                    ProblemCodes.OtherPackage,
                    type,
                    $"asks for the package {named} and is in {PackageOf(type)}: {named} and another package need each other.",
                    "Remove the package from its attribute, or change one of the two messages so that it does not contain the other.");
            }
        }
    }

    // The longest package that all are in: of shop.orders.v1 and shop.stock.v1 it is shop.
    private static string Common(IReadOnlyCollection<string> packages)
    {
        var common = packages.First().Split('.');
        foreach (var package in packages)
        {
            var parts = package.Split('.');
            common = [.. common.Zip(parts).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)];
        }

        return string.Join('.', common);
    }
}
