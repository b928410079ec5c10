using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record FigureRow
{
    public long Id { get; init; }
    public long ChangeId { get; init; }
    public string Vehicle { get; init; } = "";
    public Measure Measure { get; init; }
    public string Basis { get; init; } = "";
    public Reading Reading { get; init; }
    public string City { get; init; } = "";          // no NULL in the key: empty for all cities
    public DateOnly PeriodStart { get; init; }       // no NULL in the key: of a cumulative figure the same day as PeriodEnd
    public DateOnly PeriodEnd { get; init; }
    public int Revision { get; init; }
    public long? Low { get; init; }
    public long? High { get; init; }
    public Qualifier Qualifier { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public string Source { get; init; } = "";
    public string Note { get; init; } = "";
    public string Reason { get; init; } = "";
    public bool Withdrawn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";

    public Figure ToFigure()
    {
        _ = Quantity.TryPublished(Qualifier, Low, High, out var quantity) is { } wrong
            ? throw new InvalidDataException($"Figure {Id} is not a published quantity: {wrong}")
            : 0;
        return new(
            new(new(Vehicle, Measure, Basis, City), Reading, Reading == Reading.Cumulative ? null : PeriodStart, PeriodEnd),
            quantity,
            PublishedOn,
            Source)
        {
            Note = Note, Reason = Reason, Revision = Revision, Withdrawn = Withdrawn, RecordedAt = RecordedAt, RecordedBy = RecordedBy,
        };
    }
}

internal sealed class FigureTable : IEntityTypeConfiguration<FigureRow>
{
    public void Configure(EntityTypeBuilder<FigureRow> row)
    {
        row.ToTable("figures").HasKey(r => r.Id);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Measure).HasConversion(m => WireNames.Of(m), w => WireNames.Measure(w)!.Value).HasMaxLength(16);
        row.Property(r => r.Basis).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Reading).HasConversion(v => WireNames.Of(v), w => WireNames.Reading(w)!.Value).HasMaxLength(16);
        row.Property(r => r.City).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Qualifier).HasConversion(q => Quantity.NameOf(q), w => Quantity.QualifierNamed(w)!.Value).HasMaxLength(16);
        row.Property(r => r.Source).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Note).HasMaxLength(Figure.MaxNoteLength);
        row.Property(r => r.Reason).HasMaxLength(Figure.MaxNoteLength);
        row.Property(r => r.RecordedBy).HasMaxLength(Author.MaxLength);
        // It begins with the vehicle, so that loading one vehicle is one range of it.
        row.HasIndex(r => new { r.Vehicle, r.Measure, r.Basis, r.Reading, r.City, r.PeriodStart, r.PeriodEnd, r.Source, r.Revision })
            .IsUnique().HasDatabaseName("ux_figures_key");
        row.HasIndex(r => new { r.Vehicle, r.Id });       // pages of one vehicle
        row.HasIndex(r => new { r.Source, r.Vehicle });   // the vehicles that rest on a source
        row.HasIndex(r => r.ChangeId);                    // what a change has recorded
        row.HasOne<VehicleRow>().WithMany().HasForeignKey(r => r.Vehicle).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<SourceRow>().WithMany().HasForeignKey(r => r.Source).OnDelete(DeleteBehavior.Restrict);
    }
}
