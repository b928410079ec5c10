using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores which laws are switched off for which vehicles.</summary>
public sealed class Laws(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<LawSwitch>(contexts, recorder, FactTables.Laws);
