using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores what is followed.</summary>
public sealed class Vehicles(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
    : FactStore<Vehicle>(contexts, recorder, FactTables.Vehicles);
