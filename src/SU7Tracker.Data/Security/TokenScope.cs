using System.Buffers.Text;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What a token allows.</summary>
public enum TokenScope
{
    /// <summary>To read.</summary>
    Read,
    /// <summary>To read and write.</summary>
    Write,
}
