namespace SU7Tracker.Browser.Tests.Support;

/// <summary>Tests that measure: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
