using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores when the figures of series are expected.</summary>
public sealed class Rhythms(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<Rhythm>(contexts, recorder, FactTables.Rhythms);
