using MudBlazor;

namespace SU7Tracker.Web.Display.Controls;

/// <summary>A button among fields or in a row of a table.</summary>
public sealed class TextButton : MudButton
{
    public TextButton() => (Variant, Color, Size) = (Variant.Text, Color.Primary, Size.Small);
}
