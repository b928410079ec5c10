using MudBlazor;

namespace SU7Tracker.Web.Display.Controls;

/// <summary>The button of what a form or a page is there for.</summary>
public sealed class FilledButton : MudButton
{
    public FilledButton() => (Variant, Color, DropShadow) = (Variant.Filled, Color.Primary, false);
}
