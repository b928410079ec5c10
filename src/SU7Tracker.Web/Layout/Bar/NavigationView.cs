using Microsoft.AspNetCore.Components;

namespace SU7Tracker.Web.Layout;

/// <summary>Views of the address that the reader is at.</summary>
public static class NavigationView
{
    /// <summary>Reads the view of the present address.</summary>
    public static ViewState View(this NavigationManager navigation) => ViewState.Read(navigation.Uri);

    /// <summary>A link to another page that keeps what every link keeps.</summary>
    public static string Keep(this NavigationManager navigation, string path) => navigation.View().Link(path);
}
