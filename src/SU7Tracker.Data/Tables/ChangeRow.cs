using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// One row for each vehicle that a transaction touched; an empty vehicle stands for what belongs to none, such as a city.
internal sealed class ChangeRow
{
    public long Id { get; init; }
    public string Vehicle { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public string What { get; init; } = "";
    public int Added { get; init; }
    public int Revised { get; init; }
    public long? Batch { get; init; }    // the first change of the same transaction; null in that one itself
    public long? Undoes { get; init; }   // the first change of the transaction that this one undoes
}

internal sealed class ChangeTable : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> row)
    {
        row.ToTable("changes").HasKey(r => r.Id);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.RecordedBy).HasMaxLength(Author.MaxLength);
        row.Property(r => r.What).HasMaxLength(32);
        row.HasIndex(r => new { r.Vehicle, r.Id });
        row.HasIndex(r => r.Batch);
        row.HasIndex(r => r.Undoes);
    }
}
