using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The files of the import format.</summary>
public enum FileKind
{
    /// <summary>What is followed.</summary>
    Vehicles,
    /// <summary>Where cars are handed over.</summary>
    Cities,
    /// <summary>Who published.</summary>
    Sources,
    /// <summary>Dated events.</summary>
    Milestones,
    /// <summary>What was said.</summary>
    Claims,
    /// <summary>Which laws are switched off.</summary>
    Laws,
    /// <summary>How long buyers were told to wait.</summary>
    Waits,
    /// <summary>When figures are expected.</summary>
    Rhythms,
    /// <summary>What was counted.</summary>
    Figures,
}
