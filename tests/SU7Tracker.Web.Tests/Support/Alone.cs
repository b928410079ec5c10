using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace SU7Tracker.Web.Tests.Support;

/// <summary>Tests that measure, or that need both hands of the machine: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
