using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores what was said in public about a number.</summary>
public sealed class Claims(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<Claim>(contexts, recorder, FactTables.Claims);
