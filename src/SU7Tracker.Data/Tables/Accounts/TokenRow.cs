using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SU7Tracker.Data;

internal sealed class TokenRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public string Scope { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public string? OwnerId { get; init; }            // null for one that no account owns
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }  // by the minute
    public string RevokedBy { get; set; } = "";
}

internal sealed class TokenTable : IEntityTypeConfiguration<TokenRow>
{
    public void Configure(EntityTypeBuilder<TokenRow> row)
    {
        row.ToTable("api_tokens").HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(32);
        row.Property(r => r.Name).HasMaxLength(Author.MaxLength);
        row.Property(r => r.Hash).HasMaxLength(32);
        row.Property(r => r.Scope).HasMaxLength(8);
        row.Property(r => r.Owner).HasMaxLength(Author.MaxLength);
        row.Property(r => r.OwnerId).HasMaxLength(Author.MaxLength);
        row.Property(r => r.RevokedBy).HasMaxLength(Author.MaxLength);
        row.HasIndex(r => r.Hash).IsUnique();
    }
}
