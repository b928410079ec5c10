using MudBlazor;

namespace SU7Tracker.Web.Display.Controls;

/// <summary>A button that answers a notice, in the notice's colours.</summary>
public sealed class AnswerButton : MudButton
{
    public AnswerButton() => (Variant, Color, Size) = (Variant.Outlined, Color.Inherit, Size.Small);
}
