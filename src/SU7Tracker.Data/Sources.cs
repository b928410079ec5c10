using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores where figures come from.</summary>
public sealed class Sources(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<Source>(contexts, recorder, FactTables.Sources);
