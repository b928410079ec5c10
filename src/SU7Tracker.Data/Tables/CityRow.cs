using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record CityRow
{
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string Country { get; init; } = "";
    public DateOnly? DeliveriesFrom { get; init; }
    public string Source { get; init; } = "";   // may be empty, so it is not a foreign key; the import checks it

    public static CityRow Of(City c) => new()
    {
        Slug = c.Slug, Name = c.Name, NameZh = c.NameZh, Country = c.Country, DeliveriesFrom = c.DeliveriesFrom, Source = c.Source,
    };
    public City Value => new(Slug, Name, NameZh, Country, DeliveriesFrom, Source);
}

internal sealed class CityTable : IEntityTypeConfiguration<CityRow>
{
    public void Configure(EntityTypeBuilder<CityRow> row)
    {
        row.ToTable("cities").HasKey(r => r.Slug);
        row.Ignore(r => r.Value);
        row.Property(r => r.Slug).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Name).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.NameZh).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Country).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Source).HasMaxLength(Series.MaxKeyLength);
    }
}
