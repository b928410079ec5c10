using System.Text;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>
/// Finds vehicles, cities and sources of the record by the names that sheets use for them. It never chooses between several.
/// </summary>
internal sealed class RecordNames
{
    private readonly Dictionary<string, HashSet<string>> _vehicles = [], _cities = [], _sources = [];
    private readonly IReadOnlyList<Vehicle> _all;

    /// <summary>Over what is on record.</summary>
    public RecordNames(IReadOnlyList<Vehicle> vehicles, IReadOnlyList<City> cities, IReadOnlyList<Source> sources)
    {
        _all = vehicles;
        foreach (var vehicle in vehicles)
        {
            Add(
                _vehicles,
                vehicle.Slug,
                vehicle.Slug,
                vehicle.Name,
                vehicle.NameZh,
                vehicle.Maker + vehicle.Name,
                vehicle.Maker.Split(' ')[0] + vehicle.Name);
        }
        foreach (var city in cities)
        {
            Add(_cities, city.Slug, city.Slug, city.Name, city.NameZh, city.NameZh.TrimEnd('市'), city.NameZh + "市");
        }
        foreach (var source in sources)
        {
            Add(_sources, source.Id, source.Id, source.Title, source.Url);
        }
    }

    /// <summary>Finds the slug of a vehicle.</summary>
    public Trouble? Vehicle(string name, out string slug)
    {
        if (One(_vehicles, name, out slug))
        {
            return null;
        }
        var plain = Plain(name);
        return new("UnknownVehicle", name)
        {
            Remedies =
            [
                .. _all.Where(v => Plain(v.Maker + v.Name + v.NameZh + v.Slug).Contains(plain, StringComparison.Ordinal))
                    .Select(v => v.Slug).Take(3),
            ],
        };
    }

    /// <summary>Finds the slug of a city.</summary>
    public Trouble? City(string name, out string slug) => One(_cities, name, out slug) ? null : new("UnknownCity", name);

    /// <summary>Finds the id of a source.</summary>
    public Trouble? Source(string name, out string id) => One(_sources, name, out id) ? null : new("UnknownSource", name);

    private static bool One(Dictionary<string, HashSet<string>> index, string name, out string key)
    {
        key = index.GetValueOrDefault(Plain(name)) is { Count: 1 } found ? found.First() : "";
        return key.Length > 0;
    }

    private static void Add(Dictionary<string, HashSet<string>> index, string key, params string[] names)
    {
        foreach (var name in names.Select(Plain).Where(n => n.Length > 0))
        {
            if (!index.TryGetValue(name, out var keys))
            {
                index.Add(name, keys = []);
            }
            keys.Add(key);
        }
    }

    private static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
