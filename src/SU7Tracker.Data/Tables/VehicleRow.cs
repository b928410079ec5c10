using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record VehicleRow
{
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string Maker { get; init; } = "";
    public DateOnly? LaunchedOn { get; init; }
    public string Note { get; init; } = "";

    public static VehicleRow Of(Vehicle v) => new() { Slug = v.Slug, Name = v.Name, Maker = v.Maker, LaunchedOn = v.LaunchedOn, Note = v.Note };
    public Vehicle Value => new(Slug, Name, Maker, LaunchedOn, Note);
}

internal sealed class VehicleTable : IEntityTypeConfiguration<VehicleRow>
{
    public void Configure(EntityTypeBuilder<VehicleRow> row)
    {
        row.ToTable("vehicles").HasKey(r => r.Slug);
        row.Ignore(r => r.Value);
        row.Property(r => r.Slug).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Name).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Maker).HasMaxLength(Vehicle.MaxTextLength);
        row.Property(r => r.Note).HasMaxLength(Figure.MaxNoteLength);
    }
}
