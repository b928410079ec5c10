using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores how long buyers were told to wait.</summary>
public sealed class Waits(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<QuotedWait>(contexts, recorder, FactTables.Waits);
