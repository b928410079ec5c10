using MudBlazor;

namespace SU7Tracker.Web.Layout;

/// <summary>
/// The look: dense, as a statistical publication. Light and dark are palettes of their own; the charts' colours stand in
/// <c>wwwroot/site.css</c>.
/// </summary>
internal static class TrackerTheme
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Liberation Sans", "Arial",
         "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    public static readonly MudTheme Light = Themed(":root");
    public static readonly MudTheme Dark = Themed(":root[data-theme=dark]");

    private static MudTheme Themed(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#0b65a8", PrimaryContrastText = "#ffffff", Secondary = "#46525e", Tertiary = "#0a7d55",
            Info = "#0b65a8", Success = "#08694a", Warning = "#8a5d00", Error = "#b3261e", Dark = "#17212b",
            Background = "#f4f6f8", BackgroundGray = "#eef3f7", Surface = "#ffffff",
            AppbarBackground = "#0f1c28", AppbarText = "#ffffff", DrawerBackground = "#ffffff", DrawerText = "#17212b",
            TextPrimary = "#17212b", TextSecondary = "#55616d", TextDisabled = "#6a7580",
            ActionDefault = "#55616d", ActionDisabled = "#7f8b96", ActionDisabledBackground = "#e6ebf0",
            LinesDefault = "#e1e6eb", LinesInputs = "#7f8b96", TableLines = "#e1e6eb", Divider = "#e1e6eb", DividerLight = "#edf1f4",
            TableStriped = "#f8fafb", TableHover = "#f3f7fb", GrayLight = "#c9d3dc", GrayDefault = "#7f8b96",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6cb4f0", PrimaryContrastText = "#08131c", Secondary = "#c3ced8", Tertiary = "#66d6a6",
            InfoContrastText = "#08131c", SuccessContrastText = "#07180f", WarningContrastText = "#2b2200", ErrorContrastText = "#240c0a",
            Info = "#6cb4f0", Success = "#66d6a6", Warning = "#f0c25a", Error = "#ffa198", Dark = "#080d12",
            Background = "#0e1419", BackgroundGray = "#1f2b36", Surface = "#161f27",
            AppbarBackground = "#080d12", AppbarText = "#e9eff5", DrawerBackground = "#161f27", DrawerText = "#e9eff5",
            TextPrimary = "#e9eff5", TextSecondary = "#a9b7c4", TextDisabled = "#8796a4",
            ActionDefault = "#a9b7c4", ActionDisabled = "#6f7f8d", ActionDisabledBackground = "#22303b",
            LinesDefault = "#2a3742", LinesInputs = "#728291", TableLines = "#2a3742", Divider = "#2a3742", DividerLight = "#202c36",
            TableStriped = "#19232c", TableHover = "#1c2833", GrayLight = "#35434f", GrayDefault = "#728291",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.3125rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "650", LineHeight = "1.35", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "0.8125rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1.5625rem", FontWeight = "680", LineHeight = "1.25", LetterSpacing = "-0.01em" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1.0625rem", FontWeight = "400", LineHeight = "1.4", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "650", LineHeight = "1.35", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "0.8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "0.75rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography
            {
                FontFamily = Fonts, FontSize = "0.8125rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal",
                TextTransform = "none",
            },
            Button = new ButtonTypography
            {
                FontFamily = Fonts, FontSize = "0.8125rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal",
                TextTransform = "none",
            },
        },
    };
}
