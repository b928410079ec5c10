using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// A fact as a change has left it. The tables of the kinds hold the latest of each and are what is read; this one holds all of them,
/// so that the record can be read as it stood at any version.
/// </summary>
internal sealed class EntityVersionRow
{
    // A column that a row has got since has its default in what was written before.
    private static readonly JsonSerializerOptions Format = new()
    {
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public long Id { get; init; }
    public long ChangeId { get; init; }
    public string Kind { get; init; } = "";      // the name of its table
    public string Key { get; init; } = "";
    public string Vehicle { get; init; } = "";   // empty for what belongs to none
    public string Content { get; init; } = "";   // empty where the change has taken the fact away

    /// <summary>Whether the fact was taken away.</summary>
    public bool IsGone => Content.Length == 0;

    public static string Write<TRow>(TRow row) where TRow : class => JsonSerializer.Serialize(row, Format);

    public TRow Read<TRow>() where TRow : class =>
        JsonSerializer.Deserialize<TRow>(Content, Format) ?? throw new InvalidDataException($"Fact {Id} is empty.");
}

internal sealed class EntityVersionTable : IEntityTypeConfiguration<EntityVersionRow>
{
    public void Configure(EntityTypeBuilder<EntityVersionRow> row)
    {
        row.ToTable("facts").HasKey(r => r.Id);
        row.Ignore(r => r.IsGone);
        row.Property(r => r.Kind).HasMaxLength(32);
        row.Property(r => r.Key).HasMaxLength(Series.MaxKeyLength);
        row.Property(r => r.Vehicle).HasMaxLength(Series.MaxKeyLength);
        row.HasIndex(r => new { r.Kind, r.Key, r.Id });
        row.HasIndex(r => new { r.Kind, r.Vehicle, r.Id });
        row.HasIndex(r => r.ChangeId);
    }
}
