using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores where cars are handed over.</summary>
public sealed class Cities(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<City>(contexts, recorder, FactTables.Cities);
