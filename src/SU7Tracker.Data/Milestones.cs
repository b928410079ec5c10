using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores dated events.</summary>
public sealed class Milestones(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<Milestone>(contexts, recorder, FactTables.Milestones);
