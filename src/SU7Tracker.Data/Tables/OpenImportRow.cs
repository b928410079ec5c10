using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SU7Tracker.Data;

internal sealed class OpenImportRow
{
    public string Id { get; init; } = "";
    public string Owner { get; init; } = "";     // the id of an account
    public string Name { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public long Version { get; set; }            // counts its changes, so that an instance notices those of another
    public string State { get; set; } = "";      // JSON of the program; empty until the file is read
}

internal sealed class OpenImportTable : IEntityTypeConfiguration<OpenImportRow>
{
    public void Configure(EntityTypeBuilder<OpenImportRow> row)
    {
        row.ToTable("open_imports").HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(32);
        row.Property(r => r.Owner).HasMaxLength(Author.MaxLength);
        row.Property(r => r.Name).HasMaxLength(OpenImport.MaxNameLength);
    }
}
