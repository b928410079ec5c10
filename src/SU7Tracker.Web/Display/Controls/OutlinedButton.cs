using MudBlazor;

namespace SU7Tracker.Web.Display.Controls;

/// <summary>A button beside that of what a form or a page is there for.</summary>
public sealed class OutlinedButton : MudButton
{
    public OutlinedButton() => Variant = Variant.Outlined;
}
