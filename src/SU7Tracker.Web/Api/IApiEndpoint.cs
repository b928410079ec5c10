namespace SU7Tracker.Web.Api;

/// <summary>An address of the API.</summary>
internal interface IApiEndpoint
{
    /// <summary>Adds its routes.</summary>
    void Map(RouteGroupBuilder api);
}
