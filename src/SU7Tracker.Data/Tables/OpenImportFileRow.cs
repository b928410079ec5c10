using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SU7Tracker.Data;

// Beside the row of the import, because SQLite writes a row as a whole when a part of it changes.
internal sealed class OpenImportFileRow
{
    public string ImportId { get; init; } = "";
    public byte[] Content { get; init; } = [];
}

internal sealed class OpenImportFileTable : IEntityTypeConfiguration<OpenImportFileRow>
{
    public void Configure(EntityTypeBuilder<OpenImportFileRow> row)
    {
        row.ToTable("open_import_files").HasKey(r => r.ImportId);
        row.Property(r => r.ImportId).HasMaxLength(32);
        row.HasOne<OpenImportRow>().WithOne().HasForeignKey<OpenImportFileRow>(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
